"""The science of a sprint: arrays in, arrays out.  No file, no clock, no chance."""
