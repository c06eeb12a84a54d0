"""The picture itself. The only folder that knows pyqtgraph."""
