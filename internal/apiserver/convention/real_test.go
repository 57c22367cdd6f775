package convention

import (
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// What the conventions find in the contract of this repository. A new resource, or a new method of one, is a line here.
func TestContract(t *testing.T) {
	compiled, err := image.FromDir(t.Context(), "../../../proto")
	if err != nil {
		t.Fatal(err)
	}
	api, err := rpc.New(compiled.Descriptors)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Of(api, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"account.v1.Account: create get update delete",
		"account.v1.AccountInvite: create get list delete; user_role_ids → iam.v1.Role",
		"auth.v1.ManagementKey: create list delete",
		"cluster.auth.v1.DatabaseApiKey: create list delete; cluster_ids → cluster.v1.Cluster",
		"cluster.auth.v2.DatabaseApiKey: create list delete; cluster_id → cluster.v1.Cluster",
		"cluster.backup.v1.Backup: create get list update delete; cluster_id → cluster.v1.Cluster, " +
			"backup_schedule_id → cluster.backup.v1.BackupSchedule",
		"cluster.backup.v1.BackupRestore: list; cluster_id → cluster.v1.Cluster, backup_id → cluster.backup.v1.Backup",
		"cluster.backup.v1.BackupSchedule: create get list update delete; cluster_id → cluster.v1.Cluster",
		"cluster.v1.Cluster: create get list update delete",
		"hybrid.v1.HybridCloudEnvironment: create get list update delete",
		"iam.v1.Role: create get list update delete",
		"payment.v1.PaymentMethod: create get list update delete",
		"serverless.space.auth.v1.SpaceApiKey: create list delete; space_id → serverless.space.v1.Space",
		"serverless.space.backup.v1.Backup: create get list delete; space_id → serverless.space.v1.Space, " +
			"backup_schedule_id → serverless.space.backup.v1.BackupSchedule",
		"serverless.space.backup.v1.BackupRestore: list; space_id → serverless.space.v1.Space, " +
			"backup_id → serverless.space.backup.v1.Backup",
		"serverless.space.backup.v1.BackupSchedule: create get list update delete; space_id → serverless.space.v1.Space",
		"serverless.space.v1.Space: create get list update delete",
	}
	var got []string
	operations := 0
	for _, resource := range c.Resources() {
		line := resource.Kind + ": " + strings.Join(resource.Operations(), " ")
		operations += len(resource.Operations())
		var refers []string
		for _, reference := range resource.refers {
			refers = append(refers, string(reference.field.Name())+" → "+reference.to.Kind)
		}
		if len(refers) > 0 {
			line += "; " + strings.Join(refers, ", ")
		}
		got = append(got, strings.ReplaceAll(line, "qdrant.cloud.", ""))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	t.Logf("%d of %d methods are operations of %d resources", operations, len(api.Methods()), len(got))

	// What the server sets comes from the rules of the create requests.
	for kind, fields := range map[string]string{
		"cluster.v1.Cluster":               "id created_at deleted_at state",
		"cluster.backup.v1.Backup":         "id created_at name status deleted_at backup_duration backup_schedule_id cluster_info price",
		"hybrid.v1.HybridCloudEnvironment": "id created_at last_modified_at status",
		"serverless.space.v1.Space":        "id created_at deleted_at created_by last_updated_by deleted_by state",
	} {
		resource, _ := c.Resource("qdrant.cloud." + kind)
		var owned []string
		for name := range resource.owned {
			owned = append(owned, string(name))
		}
		expected := strings.Fields(fields)
		slices.Sort(owned)
		slices.Sort(expected)
		if !slices.Equal(owned, expected) {
			t.Errorf("the server sets %q in %s, want %q", owned, kind, expected)
		}
	}
}
