"""Ways to say which places of an image made a network answer as it did; one a file, named by its method.

    methods ──► class_map, grad_cam, integrated_gradients, occlusion ──► maps (n, h, w) of one label's logit

Which of them a reader is offered, the model's card decides by the tests they passed.
"""
