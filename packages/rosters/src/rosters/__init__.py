"""Read ugly lists of people: any file in, every physical row out."""
