"""Does the benefit find who is meant? Measured on titles and names of occupations that others collected."""
