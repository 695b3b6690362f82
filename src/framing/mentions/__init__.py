"""What is mentioned where: actors, names, numbers and dates, key phrases, and in which articles they are not."""
