package judge

import "github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"

var fieldRules = []Rule{
	{
		ID: RuleFieldAdded, Meaning: "new field", Quiet: version.Minor,
		Message: "{element} is new",
		Hint:    "Readers of JSON that refuse unknown fields have to be told first.",
	},
	{
		ID: RuleFieldRemoved, Meaning: "field is gone", whole: true,
		Effects: sources(Effects{Wire: Always, JSON: Depends}), Quiet: version.Patch,
		If:      "json: unless another field has its name there, and its type",
		Message: "{element} is gone: what is sent in it is lost, and JSON that has it is refused",
		Hint:    "Mark it as deprecated and keep it; if it has to go, reserve its number and name.",
	},
	{
		ID: RuleFieldRenumbered, Meaning: "same name, other number (numbers that were swapped as well)",
		Effects: Effects{Wire: Always}, Quiet: version.Patch,
		Message: "{element} has number {after}, it was {before}: binary peers read it as another field or not at all",
		Hint:    "Keep the number; a new meaning is a new field.",
	},
	{
		ID: RuleFieldRenamed, Meaning: "other name under the number", whole: true,
		Effects: sources(Effects{JSON: Always}), Quiet: version.Patch,
		Message: "{element} was called {before}: JSON, query strings, field masks and source code use the name",
		Hint:    "Add a field with the new name and deprecate this one.",
	},
	{
		ID: RuleFieldRenamedJSONPinned, Meaning: "renamed, and json_name keeps the JSON name", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "{element} was called {before}; JSON keeps the name",
		Hint:    "ProtoJSON readers take the proto name too, so the former one is refused where it was used in JSON.",
	},
	{
		ID: RuleFieldJSONName, Meaning: "JSON name changed, name kept",
		Effects: Effects{JSON: Depends}, Quiet: version.Patch,
		If:      "json: not in a request whose former JSON name is the proto name, which readers take as well",
		Message: "the JSON name of {element} is {after}, it was {before}",
		Hint:    "Keep json_name.",
	},
	{
		ID: RuleFieldRepeated, Meaning: "singular to repeated or back", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Always}), Quiet: version.Patch,
		If:      "wire: numbers are packed when they repeat, and a reader of one value drops all but the last; a request of one text or message still is read as a list of one",
		Message: "{element} is {after}, it was {before}",
		Hint:    "Add a second field with the new cardinality and deprecate this one.",
	},
	{
		ID: RuleFieldMap, Meaning: "map to a list of entries or back, or another key or value type", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends, Validation: Depends}), Quiet: version.Patch,
		If:      "wire: a map and a list of its entries are the same; json: they are not; values of another message with the same fields are for both; validation: the rules of that message refuse what was accepted",
		Message: "{element} is {after}, it was {before}",
		Hint:    "Add a second field and deprecate this one.",
	},
	{
		ID: RuleFieldPresence, Meaning: "implicit to explicit presence or back",
		Effects: sources(nil), Quiet: version.Minor,
		Message: "{element} has {after} presence, it had {before}: absent and zero are told apart on one side only",
		Hint:    "Keep it; where absent needs a meaning, add a field.",
	},
	{
		ID: RuleFieldRequired, Meaning: "required in the sense of proto2 came or went",
		Effects: sources(Effects{Wire: Depends, JSON: Depends}), Quiet: version.Patch,
		If:      "wire, json: it came, and a request has the field; or it went, and a response has the field",
		Message: "{element} has {after} presence, it had {before}: parsers refuse messages without a required field",
		Hint:    "Never change required; leave it out of new fields.",
	},
	{
		ID: RuleFieldDefault, Meaning: "default changed, also by another first value of a closed enum",
		Effects: Effects{Wire: Depends, JSON: Depends, Go: Depends}, Quiet: version.Patch,
		If:      "wire, json: the field can be absent, and the default that is written is not the one that there is anyway; Go: the generated constant goes",
		Message: "where {element} is absent it reads as {after}, it was {before}",
		Hint:    "Keep the default; both sides have to agree on it.",
	},
	{
		ID: RuleFieldJSType, Meaning: "jstype of a 64-bit integer",
		Effects: Effects{TypeScript: Depends}, Quiet: version.Patch,
		If:      "TypeScript: the property changes between bigint and string",
		Message: "{element} has jstype {after}, it was {before}",
	},
	{
		ID: RuleFieldUTF8, Meaning: "whether texts have to be UTF-8",
		Effects: Effects{Wire: Depends}, Quiet: version.Minor,
		If:      "wire: it is checked now, and a request has the text; or it was, and a response has it",
		Message: "{element} checks for UTF-8: {after}, it was {before}",
	},
	{
		ID: RuleFieldDelimited, Meaning: "length-prefixed to delimited (group) or back",
		Effects: Effects{Wire: Always}, Quiet: version.Patch,
		Message: "{element} is delimited: {after}, it was {before}: binary peers can't read it",
		Hint:    "Keep the encoding.",
	},
	{
		ID: RuleFieldPacked, Meaning: "packed to expanded or back; parsers take both", Quiet: version.Patch,
		Message: "{element} is packed: {after}, it was {before}",
	},
	{
		ID: RuleFieldLabel, Meaning: "presence declared in another way, and the same on the wire", Quiet: version.Patch,
		Effects: Effects{TypeScript: Depends},
		If:      "TypeScript: optional of proto3 is a property that may be left out, explicit presence of an edition is not",
		Message: "{element} is declared as {after}, it was {before}: peers notice nothing",
	},
	{
		ID: RuleFieldCosmetic, Meaning: "order or spelling of declarations", Quiet: version.Patch,
		Effects: Effects{Go: Depends, TypeScript: Depends}, whole: true,
		If:      "Go: names follow the order where they collide; TypeScript: whether a property may be left out follows the keyword optional of proto3",
		Message: "{element} is written otherwise and means the same",
	},
	{
		ID: RuleReservedReused, Meaning: "a number or name that was reserved is in use",
		Effects: Effects{Wire: Depends, JSON: Depends}, Quiet: version.Minor,
		If:      "wire: the number was reserved; json: the name was",
		Message: "{element} takes what was reserved: old data and old clients mean something else by it",
		Hint:    "Take a number and a name that were never used.",
	},
	{
		ID: RuleReservedRemoved, Meaning: "a reservation is gone", Quiet: version.Patch,
		Message: "{before} of {element} is not reserved any more",
		Hint:    "Keep it: a later field could take the number and misread old data.",
	},
	{
		ID: RuleReservedAdded, Meaning: "a reservation is new", Quiet: version.Patch,
		Message: "{after} of {element} is reserved",
	},
}

var typeRules = []Rule{
	{
		ID: RuleFieldTypeVarintWidth, Meaning: "integer of another width, both varints", whole: true,
		Effects: Effects{Wire: Depends, JSON: Depends, Go: Depends, TypeScript: Depends}, Quiet: version.Patch,
		If:      "wire: who writes has more values than who reads; json: so it is, or a response has the field, in which people read a number or a text",
		Message: "{element} is {after}, it was {before}: JSON writes 64-bit integers as text, and larger values are cut",
		Hint:    "Add a field of the new type and deprecate this one.",
	},
	{
		ID: RuleFieldTypeSign, Meaning: "signed to unsigned of the same width or back", whole: true,
		Effects: Effects{Wire: Always, JSON: Always, Go: Depends}, Quiet: version.Patch,
		Message: "{element} is {after}, it was {before}: values beyond the common range are misread",
		Hint:    "Add a field of the new type and deprecate this one.",
	},
	{
		ID: RuleFieldTypeEncoding, Meaning: "another encoding or width of a number", whole: true,
		Effects: sources(Effects{Wire: Always, JSON: Depends}), Quiet: version.Patch,
		If:      "json: who writes has more values than who reads, or the form of a response differs",
		Message: "{element} is {after}, it was {before}: binary peers misread it, some without an error",
		Hint:    "Add a field of the new type and deprecate this one.",
	},
	{
		ID: RuleFieldTypeBoolInt, Meaning: "bool to integer or back", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Always}), Quiet: version.Patch,
		If:      "wire: an integer other than 0 and 1 is read as true",
		Message: "{element} is {after}, it was {before}",
		Hint:    "Add a field of the new type and deprecate this one.",
	},
	{
		ID: RuleFieldTypeEnumInt, Meaning: "enum to integer or back", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends}), Quiet: version.Patch,
		If:      "wire: the integer is wider than 32 bits, unsigned or encoded otherwise, or the enum is closed; json: not where a number becomes an open enum in a request, as readers take numbers of enums",
		Message: "{element} is {after}, it was {before}: JSON writes enums by name",
		Hint:    "Add a field of the new type and deprecate this one.",
	},
	{
		ID: RuleFieldTypeEnumOther, Meaning: "another enum", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends}), Quiet: version.Patch,
		If:      "wire: a number means another name, or a closed enum does not have it; json: a name is unknown",
		Message: "{element} is of {after}, it was of {before}",
		Hint:    "Keep the enum, or add a field of the new one.",
	},
	{
		ID: RuleFieldTypeStringBytes, Meaning: "string to bytes or back", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Always}), Quiet: version.Patch,
		If:      "wire: who reads a string refuses bytes that are no UTF-8",
		Message: "{element} is {after}, it was {before}: JSON writes bytes in base64",
		Hint:    "Add a field of the new type and deprecate this one.",
	},
	{
		ID: RuleFieldTypeMessageEqual, Meaning: "another message type with the same or more fields", whole: true,
		Effects: sources(Effects{Validation: Depends}), Quiet: version.Patch,
		If:      "validation: its rules refuse what those of the former type accepted, or a response need not have what it had to",
		Message: "{element} is {after}, it was {before}, which has the same fields",
		Hint:    "Keep the type: the two are one on the wire and two in source code.",
	},
	{
		ID: RuleFieldTypeMessageOther, Meaning: "another message type with other fields", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends, Validation: Depends}), Quiet: version.Patch,
		If:      "wire: a field is missing, or written otherwise; json: so it is, or it has another name; validation: its rules refuse what those of the former type accepted",
		Message: "{element} is {after}, it was {before}, which has other fields",
		Hint:    "Add a field of the new type and deprecate this one.",
	},
	{
		ID: RuleFieldTypeMessageBytes, Meaning: "message to bytes or back", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Always}), Quiet: version.Patch,
		If:      "wire: bytes are read as a message, or the message is delimited",
		Message: "{element} is {after}, it was {before}",
		Hint:    "Add a field of the new type and deprecate this one.",
	},
	{
		ID: RuleFieldTypeWellKnown, Meaning: "well-known type, which has a JSON form of its own, to another type or back", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends}), Quiet: version.Patch,
		If:      "wire: the fields of the messages differ; json: not where a wrapper and what it wraps take each other's place",
		Message: "{element} is {after}, it was {before}: JSON has a form of its own for well-known types",
		Hint:    "Add a field of the new type and deprecate this one.",
	},
	{
		ID: RuleFieldTypeOther, Meaning: "types that have nothing in common", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Always}), Quiet: version.Patch,
		If:      "wire: not where a bool is read as an enum that is open, or has 0 and 1",
		Message: "{element} is {after}, it was {before}",
		Hint:    "Add a field of the new type and deprecate this one.",
	},
}

var oneofRules = []Rule{
	{
		ID: RuleOneofFieldIn, Meaning: "field moved into a oneof", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends}), Quiet: version.Patch,
		If:      "wire, json: another member was there before, so that a message could have both",
		Message: "{element} is a member of oneof {after}: a message that has two of its members loses one, or is refused",
		Hint:    "Leave it where it is.",
	},
	{
		ID: RuleOneofFieldOut, Meaning: "field moved out of a oneof", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends}), Quiet: version.Patch,
		If:      "wire, json: another former member is elsewhere now, and a response can have both",
		Message: "{element} is no member of oneof {before} any more: who still has it there drops it beside another member",
		Hint:    "Leave it where it is.",
	},
	{
		ID: RuleOneofAdded, Meaning: "new oneof", Quiet: version.Minor,
		Message: "oneof {element} is new",
	},
	{
		ID: RuleOneofMemberAdded, Meaning: "new member of a oneof", Quiet: version.Minor,
		Message: "{element} is a new member of its oneof: exhaustive switches have to learn it, and old readers see nothing set",
	},
	{
		ID: RuleOneofMemberRemoved, Meaning: "member of a oneof is gone", whole: true,
		Effects: sources(Effects{Wire: Always, JSON: Always}), Quiet: version.Patch,
		Message: "{element} is gone: what is sent in it is lost, and JSON that has it is refused",
		Hint:    "Mark it as deprecated and keep it; if it has to go, reserve its number and name.",
	},
	{
		ID: RuleOneofRemoved, Meaning: "oneof is gone; its members are judged by themselves", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "oneof {element} is gone",
	},
	{
		ID: RuleOneofRenamed, Meaning: "oneof has another name", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "oneof {element} was called {before}; only source code uses its name",
		Hint:    "Keep the name.",
	},
}

var enumRules = []Rule{
	{
		ID: RuleEnumValueAdded, Meaning: "new value", Quiet: version.Minor,
		Message: "{element} is new: readers of JSON that know only the former names refuse it",
	},
	{
		ID: RuleEnumValueAddedPrefix, Meaning: "values are called otherwise in TypeScript, because not all share a prefix any more",
		Effects: Effects{TypeScript: Depends}, Quiet: version.Patch, whole: true,
		If:      "TypeScript: always where this is found",
		Message: "the values of {element} are called otherwise in TypeScript: {before} is {after}",
		Hint:    "Give the new value the prefix of the others.",
	},
	{
		ID: RuleEnumValueAddedClosedRequired, Meaning: "new value of a closed enum that a required field has",
		Effects: Effects{Wire: Depends, JSON: Depends}, Quiet: version.Minor,
		If:      "wire, json: it stands in a response; old readers take the value for unknown and the field for absent",
		Message: "{element} is new, and a required field has its closed enum: old readers refuse the message",
		Hint:    "Open the enum, or use a new field.",
	},
	{
		ID: RuleEnumValueRemoved, Meaning: "number is gone", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Always, Validation: Depends}), Quiet: version.Patch,
		If:      "wire: the enum is closed; validation: a field takes defined values only",
		Message: "{element} is gone: JSON that has its name is refused",
		Hint:    "Mark it as deprecated and keep it.",
	},
	{
		ID: RuleEnumValueRenamed, Meaning: "other name under the number", whole: true,
		Effects: sources(Effects{JSON: Always}), Quiet: version.Patch,
		Message: "{element} was called {before}: JSON and source code use the name",
		Hint:    "Keep the name, or add the new one as an alias after it.",
	},
	{
		ID: RuleEnumValueRenumbered, Meaning: "same name, other number",
		Effects: Effects{Wire: Always, Validation: Depends}, Quiet: version.Patch,
		If:      "validation: a field takes defined values only, and no value has the former number",
		Message: "{element} has number {after}, it was {before}: binary peers take it for another value",
		Hint:    "Keep the number.",
	},
	{
		ID: RuleEnumValueAliasAdded, Meaning: "second name for a number: after the first one, or in requests only", Quiet: version.Minor,
		Message: "{element} is another name for the number",
	},
	{
		ID: RuleEnumValueAliasOrder, Meaning: "another name of a number comes first, or an alias is gone", whole: true,
		Effects: sources(Effects{JSON: Depends}), Quiet: version.Patch,
		If:      "json: a response has the name that comes first, or a request the one that is gone",
		Message: "JSON does not use the same names of {element} as before: the first name of a number is written, all of them are read",
		Hint:    "Declare new aliases after the name in use, and keep all of them.",
	},
	{
		ID: RuleEnumOpenness, Meaning: "open to closed or back",
		Effects: Effects{Wire: Depends, JSON: Depends, Go: Depends}, Quiet: version.Patch,
		If:      "wire, json: it is closed now and a request has it, or was closed and a response has it; Go: enums of proto2 have a method to read JSON",
		Message: "{element} is {after}, it was {before}: values that only one side knows are kept by one and dropped by the other",
		Hint:    "Keep it.",
	},
	{
		ID: RuleEnumAdded, Meaning: "new enum", Quiet: version.Minor,
		Message: "{element} is new",
	},
	{
		ID: RuleEnumRemoved, Meaning: "enum is gone", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "{element} is gone",
		Hint:    "Keep it as long as source code may use it.",
	},
	{
		ID: RuleEnumRenamed, Meaning: "same values, other name", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "{element} was called {before}; only source code uses the name",
		Hint:    "Keep the name.",
	},
	{
		ID: RuleEnumMovedFile, Meaning: "enum is in another file of its package", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "{element} is in {after}, it was in {before}: Python and TypeScript import it by the file",
		Hint:    "Leave it where it is.",
	},
	{
		ID: RuleFeatureJSONFormat, Meaning: "whether ProtoJSON is promised for a type",
		Effects: Effects{JSON: Depends}, Quiet: version.Minor,
		If:      "json: it was allowed and is legacy now",
		Message: "the JSON format of {element} is {after}, it was {before}",
	},
	{
		ID: RuleFeatureVisibility, Meaning: "whether other proto files can name a type", Quiet: version.None,
		Message: "{element} is {after}, it was {before}",
		Hint:    "Who imports the file in protos of their own is affected; the SDKs are not.",
	},
}
