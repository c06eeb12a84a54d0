"""Systems beside the classifiers of images: text, terms, risk, fusion, synthesis. One module a family."""
