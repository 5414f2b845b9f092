"""What is wrong between the records of a register, beyond the type of each cell."""
