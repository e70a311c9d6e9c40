"""Everything that leaves the process: headers and sessions of the browser, jobs of the worker."""
