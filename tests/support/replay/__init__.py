"""What links answer: taken down, compared, and kept in few words."""
