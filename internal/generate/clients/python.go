package clients

// emitPython writes the client for Python.
func emitPython(Input) error { return nil }
