"""What is known of the patient besides the images, and where it comes from."""
