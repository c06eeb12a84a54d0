"""What is known of the patient besides the images, what is made of it, and where it comes from."""
