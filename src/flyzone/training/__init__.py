"""What flyzone judges: measured numbers and the athlete's own history in, reasons out."""
