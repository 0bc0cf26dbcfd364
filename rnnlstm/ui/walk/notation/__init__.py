"""Your book writes: the notations of books and libraries, each as one record."""
