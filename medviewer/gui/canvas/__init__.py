"""The picture: one slice, what is drawn over it, and the slider beside it.

session state → ImageCanvas → PictureView (pyqtgraph: the pixels, never anything else)
                            → MarksSheet (QPainter: texts, boxes, attention; painted over it)
Marks never touch the image itself, so that hiding them leaves the picture as it was, bit for bit. The only
folder that knows pyqtgraph; loaded after the main window's first paint.
"""
