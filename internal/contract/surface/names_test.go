package surface_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
)

func TestNames(t *testing.T) {
	type call = surface.Call
	for _, test := range []struct {
		service string
		keeps   bool // keeps says that there is a message of the name.
		calls   []call
		want    string   // want is the accessor.
		names   []string // names are those of each method: call, iterator, wait, gone.
	}{
		{
			"ClusterService", true,
			[]call{{Name: "ListClusters", Lists: true}, {Name: "GetCluster", Item: "Cluster"}, {Name: "CreateClusterFromBackup"},
				{Name: "GetClusterDownscaleRisk"}, {Name: "ListQdrantReleases", Lists: true}, {Name: "Restart"}},
			"Clusters",
			[]string{"List All", "Get Wait WaitGone", "CreateFromBackup", "GetDownscaleRisk", "ListQdrantReleases AllQdrantReleases", "Restart"},
		},
		{
			"BackupService", true,
			[]call{{Name: "RestoreBackup"}, {Name: "ListBackupRestores", Lists: true, Item: "BackupRestore"}, {Name: "ListBackups", Lists: true}},
			"Backups",
			[]string{"Restore", "ListRestores AllRestores WaitRestore WaitRestoreGone", "List All"},
		},
		{
			"HybridCloudService", false, []call{{Name: "GetHybridCloudEnvironment", Item: "HybridCloudEnvironment"}}, "HybridCloud",
			[]string{"GetEnvironment WaitEnvironment WaitEnvironmentGone"},
		},
		{"QuotaService", false, []call{{Name: "GetAccountQuotas"}}, "Quota", []string{"GetAccountQuotas"}},
		{"QuotaService", true, []call{{Name: "GetQuotas"}}, "Quotas", []string{"Get"}},
		{"IAMService", false, []call{{Name: "ListRoles", Lists: true}}, "IAM", []string{"ListRoles AllRoles"}},
		{"SpaceApiKeyService", true, []call{{Name: "ListSpaceApiKeys", Lists: true, Item: "SpaceApiKey"}}, "SpaceApiKeys", []string{"List All Wait WaitGone"}},
		{"PolicyService", true, []call{{Name: "ListPolicies", Lists: true}}, "Policies", []string{"List All"}},
		// The noun is a word, not the beginning of one.
		{"CatService", true, []call{{Name: "GetCategory"}, {Name: "ListCats", Lists: true}}, "Cats", []string{"GetCategory", "List All"}},
		// A name is given once: methods before helpers, earlier ones before later ones.
		{"ThingService", true, []call{{Name: "Get"}, {Name: "GetThing"}}, "Things", []string{"Get", "GetThing"}},
		{"ThingService", true, []call{{Name: "GetThing"}, {Name: "Get"}}, "Things", []string{"GetThing", "Get"}},
		{"ThingService", true, []call{{Name: "ListThings", Lists: true}, {Name: "All"}}, "Things", []string{"List AllListThings", "All"}},
		{"Search", false, []call{{Name: "Find", Lists: true}}, "Search", []string{"Find AllFind"}},
		{"Service", false, nil, "Service", nil},
	} {
		named := surface.Names(surface.Calls{Service: test.service, Keeps: test.keeps, Methods: test.calls})
		var names []string
		for _, method := range named.Methods {
			names = append(names, strings.Join(strings.Fields(method.Call+" "+method.Iterator+" "+method.Wait+" "+method.Gone), " "))
		}
		if named.Service != test.want || !reflect.DeepEqual(names, test.names) {
			t.Errorf("%s: %s %q; want %s %q", test.service, named.Service, names, test.want, test.names)
		}
	}
}

func TestForms(t *testing.T) {
	for name, want := range map[string][2]string{
		"DatabaseApiKeysV2": {"database_api_keys_v2", "databaseApiKeysV2"},
		"IAM":               {"iam", "iam"},
		"IAMRoles":          {"iam_roles", "iamRoles"},
		"ListUserMFA":       {"list_user_mfa", "listUserMFA"},
		"List":              {"list", "list"},
		"":                  {"", ""},
	} {
		if got := [2]string{surface.Snake(name), surface.Camel(name)}; got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
