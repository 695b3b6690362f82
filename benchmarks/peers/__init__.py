"""What people use instead, each as its own documentation shows it."""
