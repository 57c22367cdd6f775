package surface

import (
	"cmp"
	"strings"
)

// Calls are the names of the methods of a service, as a service is declared: for names, no more of a contract is needed.
type Calls struct {
	Service string // Service is the name of the service, as in ClusterService.
	Keeps   bool   // Keeps reports that the package has a message of the noun of the service, as in Cluster.
	Methods []Call
}

// Call is a method as far as names are about it.
type Call struct {
	Name  string // Name is that of the contract, as in ListClusters.
	Lists bool   // Lists reports that the method returns a list, which has an iterator.
	Item  string // Item is the name of the message of which a wait of this method waits for one, as in BackupRestore, or empty.
}

// Named are the names in the client, all in the form of Go, such as ListInvites. [Snake] and [Camel] give those of other languages.
type Named struct {
	Service string // Service is the accessor, as in Clusters, without the version of the package.
	Methods []NamedCall
}

// NamedCall has the names of a method and of its helpers. Those of helpers that it lacks are empty.
type NamedCall struct {
	Call     string // Call makes one call: List, CreateFromBackup.
	Iterator string // Iterator goes through all items, page by page: All, AllInvites.
	Wait     string // Wait waits until the phase is a final one: Wait, WaitRestore.
	Gone     string // Gone waits until there is no such thing any more: WaitGone, WaitRestoreGone.
}

// Names derives the names in the client. It depends on this service alone, and a method that is added at the end renames nothing
// that was there: the rules are in docs/clients.md.
//
// The accessor is the noun of the service, its name without "Service", as a plural where there is a message of that name: ClusterService
// with the message Cluster is Clusters, and BillingService is Billing. A method loses the noun of its service after the verb: ListClusters is List, and
// CreateClusterFromBackup is CreateFromBackup. Where that is the name of another method, it keeps that of the contract.
func Names(calls Calls) Named {
	noun := Noun(calls.Service)
	named := Named{Service: noun, Methods: make([]NamedCall, len(calls.Methods))}
	if calls.Keeps {
		named.Service = plural(noun)
	}
	taken := map[string]bool{}
	for _, call := range calls.Methods {
		taken[call.Name] = true
	}
	take := func(candidates ...string) string {
		for _, name := range candidates {
			if !taken[name] {
				taken[name] = true
				return name
			}
		}
		return ""
	}
	for i, call := range calls.Methods {
		named.Methods[i].Call = cmp.Or(take(short(call.Name, noun)), call.Name)
	}
	// Helpers come after all methods, so that a method never has to give way to one.
	for i, call := range calls.Methods {
		names := &named.Methods[i]
		if verb, rest := splitVerb(names.Call); call.Lists && verb == "List" {
			names.Iterator = take("All"+rest, "All"+call.Name)
		} else if call.Lists {
			names.Iterator = take("All"+names.Call, "All"+call.Name)
		}
		if call.Item != "" {
			what := strings.TrimPrefix(call.Item, noun)
			names.Wait = take("Wait"+what, "Wait"+call.Name)
			names.Gone = take(names.Wait+"Gone", "Wait"+call.Name+"Gone")
		}
	}
	return named
}

// Noun is what a service is about: Cluster of ClusterService.
func Noun(service string) string { return cmp.Or(strings.TrimSuffix(service, "Service"), service) }

// short removes the noun of the service after the verb.
func short(method, noun string) string {
	verb, rest := splitVerb(method)
	for _, form := range []string{plural(noun), noun} {
		if after, found := strings.CutPrefix(rest, form); found && (after == "" || isUpper(after[0]) || isDigit(after[0])) {
			return verb + after
		}
	}
	return method
}

// IsList reports whether a method is one that lists, by its name.
func IsList(method string) bool {
	verb, _ := splitVerb(method)
	return verb == "List"
}

// splitVerb cuts off the first word of a name.
func splitVerb(name string) (verb, rest string) {
	for i := 1; i < len(name); i++ {
		if isUpper(name[i]) {
			return name[:i], name[i:]
		}
	}
	return name, ""
}

func plural(noun string) string {
	switch {
	case noun == "":
		return ""
	case strings.HasSuffix(noun, "y") && len(noun) > 1 && !strings.ContainsRune("aeiou", rune(noun[len(noun)-2])):
		return noun[:len(noun)-1] + "ies"
	case strings.HasSuffix(noun, "s"), strings.HasSuffix(noun, "x"), strings.HasSuffix(noun, "ch"), strings.HasSuffix(noun, "sh"):
		return noun + "es"
	}
	return noun + "s"
}

// Snake writes a name in lower case with underscores between its words: DatabaseApiKeysV2 is database_api_keys_v2, and IAM is iam.
func Snake(name string) string { return strings.ToLower(strings.Join(words(name), "_")) }

// Camel writes a name with its first word in lower case: DatabaseApiKeysV2 is databaseApiKeysV2, and IAM is iam.
func Camel(name string) string {
	split := words(name)
	if len(split) == 0 {
		return ""
	}
	split[0] = strings.ToLower(split[0])
	return strings.Join(split, "")
}

// words splits a name before each capital that follows a small letter or a digit, or precedes a small letter: IAMRoles is IAM and Roles.
func words(name string) []string {
	name = strings.ReplaceAll(name, "_", "")
	var split []string
	start := 0
	for i := 1; i < len(name); i++ {
		if isUpper(name[i]) && (!isUpper(name[i-1]) || i+1 < len(name) && !isUpper(name[i+1]) && !isDigit(name[i+1])) {
			split = append(split, name[start:i])
			start = i
		}
	}
	if start < len(name) {
		split = append(split, name[start:])
	}
	return split
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }
