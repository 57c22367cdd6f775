package clients

// emitGo writes the client for Go.
func emitGo(Input) error { return nil }
