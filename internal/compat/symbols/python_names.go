package symbols

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// pythonModuleName returns the name of the module that protoc makes for the messages of a file.
func pythonModuleName(path string) string {
	path = strings.TrimSuffix(path, ".protodevel")
	path = strings.TrimSuffix(path, ".proto")
	name := make([]byte, 0, len(path)+len("_pb2"))
	for i := range len(path) {
		switch c := path[i]; c {
		case '/':
			name = append(name, '.')
		case '-':
			name = append(name, '_')
		default:
			name = append(name, c)
		}
	}
	return string(append(name, "_pb2"...))
}

// pythonImports reports whether an import statement can name the module of a file.
func pythonImports(path string) bool {
	for part := range strings.SplitSeq(pythonModuleName(path), ".") {
		if pythonKeyword(part) {
			return false
		}
	}
	return true
}

// pythonMember returns how code names a member of a module, class or object.
func pythonMember(in, name string) string {
	if pythonKeyword(name) {
		return "getattr(" + in + `, "` + name + `")`
	}
	return in + "." + name
}

// pythonConstant returns the name of the constant with the number of a field.
func pythonConstant(f *schema.Field) string { return strings.ToUpper(f.Name()) + "_FIELD_NUMBER" }

// pythonKeyword reports whether a name is a keyword for Python and the generators. Soft keywords such as match are not.
func pythonKeyword(name string) bool {
	switch name {
	case "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
		"else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass",
		"raise", "return", "try", "while", "with", "yield":
		return true
	}
	return false
}

// pythonHidden returns the methods of messages that this message hides by declarations of the same name.
func pythonHidden(message *schema.Message) string {
	hidden := ""
	hide := func(name string) {
		if pythonMethod(name) {
			hidden += " without " + name
		}
	}
	for _, f := range message.Fields {
		hide(f.Name())
	}
	for _, nested := range message.Messages {
		hide(nested.Name())
	}
	for _, e := range message.Enums {
		hide(e.Name())
		for _, v := range e.Values {
			hide(v.Name())
		}
	}
	for _, x := range message.Extensions {
		hide(x.Name())
	}
	return hidden
}

// pythonMethod reports whether a name is an attribute of every message.
func pythonMethod(name string) bool {
	switch name {
	case "ByteSize", "Clear", "ClearExtension", "ClearField", "CopyFrom", "DESCRIPTOR", "DiscardUnknownFields",
		"FindInitializationErrors", "FromString", "HasExtension", "HasField", "IsInitialized", "ListFields", "MergeFrom",
		"MergeFromString", "ParseFromString", "SerializePartialToString", "SerializeToString", "SetInParent", "UnknownFields",
		"WhichOneof":
		return true
	}
	return false
}

// pythonDeclares reports whether a message contains a declaration of that name.
func pythonDeclares(message *schema.Message, name string) bool {
	for _, f := range message.Fields {
		if f.Name() == name {
			return true
		}
	}
	for _, nested := range message.Messages {
		if nested.Name() == name {
			return true
		}
	}
	for _, e := range message.Enums {
		if e.Name() == name {
			return true
		}
		for _, v := range e.Values {
			if v.Name() == name {
				return true
			}
		}
	}
	for _, x := range message.Extensions {
		if x.Name() == name {
			return true
		}
	}
	return false
}
