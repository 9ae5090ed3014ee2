"""Emergency (应急动员): the running mobilisation in large type, reports, shelters, callers."""
