"""From findings to a document: `draft` builds the Report, exporters print it. May import domain."""
