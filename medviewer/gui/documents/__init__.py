"""Windows for what a study holds beside images: reports, key images, documents, waveforms."""
