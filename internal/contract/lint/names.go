package lint

import (
	"regexp"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

var nameRules = []Rule{
	{"QDRANT_FIELD_NAMES", "The same thing has the same field name everywhere.", checkFieldNames},
	{"QDRANT_RESOURCE_ID", "A get, update or delete request identifies its resource by the same field as other requests: backup_id for a Backup, or the id in the Backup that it contains.", checkResourceID},
	{"QDRANT_ID_UUID", "An id is validated as a UUID, by the rules of its field or by a rule of its message.", checkUUID},
}

// oneName maps forbidden field names, on the left, to the name to use.
var oneName = []struct {
	pattern *regexp.Regexp
	name    string
}{
	{regexp.MustCompile(`^(.*_)?(uuid|guid|identifier)$`), "${1}id"},
	{regexp.MustCompile(`^(.*_)?(uuids|guids|identifiers)$`), "${1}ids"},
	{regexp.MustCompile(`^(organi[sz]ation|tenant|customer)_id$`), "account_id"},
	{regexp.MustCompile(`^(creat(e|ed|ion)_(time|date|timestamp|on))$`), "created_at"},
	{regexp.MustCompile(`^(delet(e|ed|ion)_(time|date|timestamp|on))$`), "deleted_at"},
	{regexp.MustCompile(`^(expir(e|es|y|ed|ation)_(time|date|timestamp|on)|expiration|expired_at)$`), "expires_at"},
	{regexp.MustCompile(`^((last_)?(updat|modif|chang)(e|ed|ied|ication|y)_(time|date|timestamp|on)|updated_at|modified_at|last_updated_at|changed_at)$`), "last_modified_at"},
	{regexp.MustCompile(`^(.*_)?(e_mail|mail|email_address|mail_address)$`), "${1}email"},
	{regexp.MustCompile(`^(next_cursor|next_token|continuation_token)$`), "next_page_token"},
	{regexp.MustCompile(`^(page_limit|per_page)$`), "page_size"},
	{regexp.MustCompile(`^(total_count|total_items)$`), "total_size"},
	{regexp.MustCompile(`^(field_mask|mask)$`), "update_mask"},
}

func checkFieldNames(c *contract, found findings) {
	for _, message := range c.messages {
		for f := range all(message.Fields()) {
			for _, entry := range oneName {
				name := string(f.Name())
				if entry.pattern.MatchString(name) {
					found(at(f), "%s is called %s in the rest of the API: use that name.", name, entry.pattern.ReplaceAllString(name, entry.name))
				}
			}
		}
	}
}

func checkResourceID(c *contract, found findings) {
	for _, m := range c.methods {
		if m.verb != "Get" && m.verb != "Update" && m.verb != "Delete" {
			continue
		}
		resource := m.ParentFile().Messages().ByName(protoreflect.Name(m.resource))
		if resource == nil || resource.Fields().ByName("id") == nil || m.Input().Fields().Len() == 0 {
			continue
		}
		name := snake(m.resource)
		if field(m.Input(), name+"_id") == nil && field(m.Input(), name+".id") == nil {
			found(at(m.Input()), "%s has no field %s_id: rename the field that identifies the resource.", m.Input().Name(), name)
		}
	}
}

// notUUID lists the ids that are not UUIDs. A name with a dot is one field of one message.
var notUUID = []struct{ field, reason string }{
	{"cloud_provider_id", "Providers have names, such as aws."},
	{"cloud_provider_region_id", "Regions have the names that their provider gives them, such as eu-central-1."},
	{"region_id", "Regions have the names that their provider gives them, such as eu-central-1."},
	{"CloudProvider.id", "Providers have names, such as aws."},
	{"CloudProviderRegion.id", "Regions have the names that their provider gives them, such as eu-central-1."},
	{"external_id", "It comes from an identity provider."},
	{"external_owner_id", "It comes from an identity provider."},
	{"actor_id", "What it identifies depends on the type of the actor."},
	{"resource_id", "What it identifies depends on the type of the resource."},
	{"tax_id", "Tax offices issue it."},
	{"node_id", "It is the number of a peer of the cluster."},
	{"inference_model_id", "Models have the names that their vendors give them."},
	{"payment_provider_id", "The payment provider issues it."},
	{"entitlement_id", "The marketplace of a cloud provider issues it."},
	{"session_id", "Stripe issues it."},
	{"setup_intent_id", "Stripe issues it."},
	{"StripeCheckoutSession.id", "Stripe issues it."},
	{"PaymentMethodDetails.id", "The payment provider issues it."},
	{"Invoice.id", "The billing provider issues it."},
	{"ClusterAlert.id", "The monitoring system issues it."},
}

func isUUID(message, name string) bool {
	for _, id := range notUUID {
		if id.field == name || id.field+"s" == name || id.field == message+"."+name {
			return false
		}
	}
	return true
}

var idPattern = regexp.MustCompile(`^(.*_)?ids?$`)

func checkUUID(c *contract, found findings) {
	for _, message := range c.messages {
		for f := range all(message.Fields()) {
			name := string(f.Name())
			if f.Kind() != protoreflect.StringKind || !idPattern.MatchString(name) {
				continue
			}
			if !isUUID(string(message.Name()), name) || validatedAsUUID(f) {
				continue
			}
			found(at(f), "%s is not validated as a UUID: add (buf.validate.field).string.uuid = true, or a CEL rule to %s.", name, message.Name())
		}
	}
}

func validatedAsUUID(f protoreflect.FieldDescriptor) bool {
	rules, _ := proto.GetExtension(f.Options(), validate.E_Field).(*validate.FieldRules)
	if rules.GetRepeated().GetItems() != nil {
		rules = rules.GetRepeated().GetItems()
	}
	if rules.GetString().GetUuid() || rules.GetString().GetTuuid() || strings.Contains(rules.GetString().GetPattern(), "{12}") {
		return true
	}
	ofMessage, _ := proto.GetExtension(f.Parent().Options(), validate.E_Message).(*validate.MessageRules)
	for _, rule := range ofMessage.GetCel() {
		expression := rule.GetExpression()
		if strings.Contains(expression, "this."+string(f.Name())+".") && (strings.Contains(expression, "{12}") || strings.Contains(expression, "isUuid")) {
			return true
		}
	}
	return false
}

// snake converts a name such as BackupSchedule to backup_schedule.
func snake(name string) string {
	var out strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				out.WriteByte('_')
			}
			r += 'a' - 'A'
		}
		out.WriteRune(r)
	}
	return out.String()
}
