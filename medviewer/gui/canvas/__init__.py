"""The picture: one slice, what is drawn over it, and the slider beside it.

session state → ImageCanvas → PictureView (pyqtgraph: the pixels, never anything else)
                            → MarksWidget (QPainter: texts, boxes, attention; transparent above it)
Marks lie in a widget of their own, so that hiding them leaves the picture as it was, bit for bit. The only
folder that knows pyqtgraph; loaded after the main window's first paint.
"""
