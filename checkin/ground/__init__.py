"""What every room stands on: ids, time, places on disk, clean text, errors, safe writing."""
