package qdrantcloud

// method is what the client knows of a method of the contract. The table of them, methods, is generated.
type method struct {
	account    string // account is the path of the field with the account, empty where there is none.
	verb       string // verb, path, body and response are those of its google.api.http option.
	path       string
	body       string
	response   string
	idempotent bool // idempotent says that a second call does no harm.
	anonymous  bool // anonymous says that the method needs no authentication.
}

// find returns what is known of a method by its full name. Of one that a newer API has, nothing is.
func find(name string) *method {
	if known, ok := methods[name]; ok {
		return known
	}
	return &method{}
}
