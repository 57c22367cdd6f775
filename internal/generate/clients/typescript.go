package clients

// emitTypeScript writes the client for TypeScript.
func emitTypeScript(Input) error { return nil }
