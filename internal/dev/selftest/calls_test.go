package selftest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
)

const (
	managementKey = "a-management-key"
	// accountID and clusterID are those of the examples in the README.
	accountID = "5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01"
	clusterID = "c7f4c1f2-6c1b-4d0e-9a57-0f6d3b1d2a44"

	listClusters  = "ClusterService/ListClusters"
	listBackups   = "BackupService/ListBackups"
	clusterPrefix = "qdrant.cloud.cluster.v1."
	backupPrefix  = "qdrant.cloud.cluster.backup.v1."
)

// readmeExamples are the blocks of the README that a shell runs.
var readmeExamples = map[string]example{
	"Authentication: sh 1": {shows: showsNothing},
	"First calls: sh 1":    {shows: showsServices},
	"First calls: sh 2":    {calls: []string{listClusters}, shows: showsClusters(1)},
	"First calls: sh 3":    {calls: []string{listClusters}, shows: showsClusters(1)},
	"First calls: sh 4":    {calls: []string{"BookingService/GetBackupQuote"}, shows: showsQuote},
}

// emulatorExamples are those of docs/emulator.md.
var emulatorExamples = map[string]example{
	"Start: sh 2":  {calls: []string{listClusters, listClusters}, shows: showsClusters(2)},
	"Clock: sh 1":  {shows: showsClock},
	"Faults: sh 1": {shows: showsFaults},
}

// TestReadmeCalls runs the shell blocks of the README as they stand there, against a server that has what the README shows.
func TestReadmeCalls(t *testing.T) {
	fulltest.Only(t, "installs grpcurl")
	s := readmeSite(t)
	for _, name := range slices.Sorted(maps.Keys(readmeExamples)) {
		t.Run(name, func(t *testing.T) {
			if err := s.check(t, s.prelude+block(t, name).Text, readmeExamples[name]); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestMistakesInCallsAreFound holds TestReadmeCalls to finding what is wrong.
func TestMistakesInCallsAreFound(t *testing.T) {
	fulltest.Only(t, "installs grpcurl")
	const (
		explore = "First calls: sh 1"
		grpc    = "First calls: sh 2"
		rest    = "First calls: sh 3"
		post    = "First calls: sh 4"
	)
	tests := map[string]struct {
		block, old, changed string
		want                string // want is part of the error.
	}{
		"wrong address":       {explore, "grpcurl grpc.cloud.qdrant.io:443 list", "grpcurl -connect-timeout 1 grpc.example.com:443 list", "grpc.example.com"},
		"no such service":     {explore, "ClusterService", "Nothing", "Nothing"},
		"another service":     {explore, "ClusterService", "Cluster", "CreateCluster"},
		"no such command":     {explore, "describe", "explain", "Too many arguments"},
		"unknown flag":        {explore, "grpcurl ", "grpcurl -plain ", "-plain"},
		"no such method":      {grpc, "/ListClusters", "/ListClusterss", "ListClusterss"},
		"no such field":       {grpc, "account_id", "acount_id", "acount_id"},
		"not JSON":            {grpc, `\"}"`, `\""`, "error getting request data"},
		"no key":              {grpc, "-H 'Authorization: apikey ${MANAGEMENT_KEY}'", "", "no authorization"},
		"key not filled in":   {grpc, "-expand-headers ", "", "Unauthenticated"},
		"key not exported":    {grpc, "export MANAGEMENT_KEY", "MANAGEMENT_KEY", "MANAGEMENT_KEY"},
		"no account":          {grpc, "export ACCOUNT_ID", "export ACCOUNT", "ACCOUNT_ID"},
		"REST, wrong host":    {rest, "api.cloud.qdrant.io", "api.example.com", "Failed to connect"},
		"REST, wrong path":    {rest, "/clusters", "/clusterss", "it calls []"},
		"REST, wrong verb":    {rest, "curl ", "curl -X DELETE ", "it calls []"},
		"REST, another call":  {rest, "/clusters", "/backups", "it calls"},
		"REST, no key":        {rest, `-H "Authorization: apikey $MANAGEMENT_KEY"`, "", "Unauthenticated"},
		"REST, extra body":    {rest, "curl ", "curl -X GET -d '{}' ", "Content-Type"},
		"REST, wrong field":   {post, "backup_size_gib", "size", "size"},
		"REST, wrong value":   {post, `"aws"`, `"none"`, "GetBackupQuote ends with"},
		"REST, no type":       {post, "-H 'Content-Type: application/json'", "", "Content-Type"},
		"REST, no body":       {post, "-d '", "-H 'X-Body: ", "GetBackupQuote ends with"},
		"REST, unquoted body": {post, `'{"cloud_provider_id"`, `{"cloud_provider_id"`, "exit status"},
	}
	s := readmeSite(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			right := s.prelude + block(t, test.block).Text
			wrong := strings.ReplaceAll(right, test.old, test.changed)
			if wrong == right {
				t.Fatalf("%q is not in the block", test.old)
			}
			if err := s.check(t, wrong, readmeExamples[test.block]); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error about %q", err, test.want)
			}
		})
	}
}

// TestReadmePaging sends the requests that the README shows, until there is no next page.
func TestReadmePaging(t *testing.T) {
	fulltest.Only(t, "installs grpcurl")
	s := readmeSite(t)
	shown := object(t, "Paging: json 2")
	placeholder := fmt.Sprint(shown["nextPageToken"])
	delete(shown, "nextPageToken") // It is opaque.
	var token string
	request := block(t, "Paging: json 1").Text
	var sizes []int
	names := map[any]bool{}
	for {
		// The call is that of "First calls", with the request from standard input.
		call := "grpcurl -expand-headers -H 'Authorization: apikey ${MANAGEMENT_KEY}' -d @ grpc.cloud.qdrant.io:443 " + backupPrefix + listBackups
		var page map[string]any
		show := func(s *site, out string) error {
			all, err := s.answers(out, 1, backupPrefix+"ListBackupsResponse")
			if err == nil {
				page = all[0]
			}
			return err
		}
		script := s.prelude + call + " <<'END'\n" + request + "END\n"
		if err := s.check(t, script, example{calls: []string{listBackups}, shows: show}); err != nil {
			t.Fatal(err)
		}
		items, _ := page["items"].([]any)
		sizes = append(sizes, len(items))
		for _, item := range items {
			backup, _ := item.(map[string]any)
			names[backup["id"]] = true
		}
		if len(sizes) == 1 {
			if err := within(shown, page); err != nil {
				t.Errorf("the first page: %v", err)
			}
		}
		if token, _ = page["nextPageToken"].(string); token == "" || len(sizes) > 10 {
			break
		}
		request = strings.ReplaceAll(block(t, "Paging: json 3").Text, placeholder, token)
		if !strings.Contains(request, token) {
			t.Fatalf("the request for the next page does not have the token %s", placeholder)
		}
	}
	if !slices.Equal(sizes, []int{20, 20, 2}) || len(names) != 42 {
		t.Errorf("pages of %v items with %d backups, want the 42 that the README shows, 20 on a page", sizes, len(names))
	}
}

// TestEmulatorCalls runs the shell blocks of docs/emulator.md as they stand there. The server has the seed data of that page.
func TestEmulatorCalls(t *testing.T) {
	fulltest.Only(t, "installs grpcurl")
	s := newSite(t, apiserver.Config{
		Seed: []byte(blockOf(t, "docs/emulator.md", "Seed data: yaml 1").Text), SeedName: "docs/emulator.md",
	}, "127.0.0.1:7878", "http://127.0.0.1:7878")
	if _, err := s.server.Seed("the clusters", seed(t, access.DefaultAccount)); err != nil {
		t.Fatal(err)
	}
	// Faults come last: they make the calls fail.
	for _, name := range []string{"Start: sh 2", "Clock: sh 1", "Faults: sh 1"} {
		t.Run(name, func(t *testing.T) {
			if err := s.check(t, blockOf(t, "docs/emulator.md", name).Text, emulatorExamples[name]); err != nil {
				t.Error(err)
			}
		})
	}
	start := blockOf(t, "docs/emulator.md", "Start: sh 2").Text
	if err := s.check(t, start, emulatorExamples["Start: sh 2"]); err == nil || !strings.Contains(err.Error(), "Code: Unavailable") {
		t.Errorf("a call that meets the faults of the page ends with %v", err)
	}
}

// readmeSite has an account with the clusters and backups that the README shows.
func readmeSite(t *testing.T) *site {
	t.Helper()
	at := need(t, settings).API
	s := newSite(t, apiserver.Config{
		Access: &access.Policy{
			Accounts: []access.Account{{ID: accountID, Name: "Example account"}},
			Keys:     []access.Key{{ID: access.DefaultKeyID, Account: accountID, Secret: managementKey}},
		},
		Seed: seed(t, accountID), SeedName: "the clusters and backups",
	}, string(at.GRPC), string(at.REST), "<your management key>", managementKey, "<the ID of your account>", accountID)
	s.prelude, s.shown = block(t, "Authentication: sh 1").Text, object(t, "First calls: json 1")
	return s
}

// seed are the clusters and backups that the README shows, as seed data in an account, and as many others as it says that there are.
func seed(t *testing.T, account string) []byte {
	t.Helper()
	clusters, _ := object(t, "First calls: json 1")["items"].([]any)
	page := object(t, "Paging: json 2")
	backups, _ := page["items"].([]any)
	total, _ := page["totalSize"].(float64)
	for i := len(backups); i < int(total); i++ {
		backups = append(backups, map[string]any{"id": fmt.Sprintf("00000000-0000-4000-8000-%012d", i), "name": fmt.Sprintf("backup-%d", i)})
	}
	clusters = append(clusters, map[string]any{
		"id": "1f0f3a52-4b0e-4c55-8d1c-2a64b7d1c002", "name": "second", "cloudProviderId": "aws", "cloudProviderRegionId": "eu-central-1",
		"createdAt": "2025-06-03T09:30:00Z",
	})
	// The page shortens them. These are what an entity that exists has to have.
	complete(clusters, map[string]any{
		"accountId": account, "configuration": map[string]any{"numberOfNodes": 1, "packageId": "1d0fbb0e-6a49-4a5f-9a53-5c2a1f0e7b66"},
	})
	complete(backups, map[string]any{
		"accountId": account, "clusterId": clusterID, "createdAt": "2025-06-04T02:00:00Z", "displayName": "nightly",
		"status": "BACKUP_STATUS_SUCCEEDED",
	})
	encoded, err := json.Marshal(map[string]any{clusterPrefix + "Cluster": clusters, backupPrefix + "Backup": backups})
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// complete adds fields to each of the entities.
func complete(entities []any, fields map[string]any) {
	for _, entity := range entities {
		if entity, ok := entity.(map[string]any); ok {
			maps.Copy(entity, fields)
		}
	}
}

// object reads a block of the README that is a JSON object.
func object(t *testing.T, name string) map[string]any {
	t.Helper()
	var value map[string]any
	if err := json.Unmarshal([]byte(block(t, name).Text), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func showsNothing(_ *site, out string) error {
	if out != "" {
		return errors.New("want no output")
	}
	return nil
}

// showsServices wants the list of all services, and a description as the README announces it: the methods of the service with
// their routes and permissions.
func showsServices(s *site, out string) error {
	const described = clusterPrefix + "ClusterService"
	list, description, found := strings.Cut(out, described+" is a service:\n")
	if !found {
		return fmt.Errorf("%s is not described, with CreateCluster and others", described)
	}
	lines := strings.Split(list, "\n")
	for _, file := range s.api.Files {
		for _, service := range file.GetService() {
			if name := file.GetPackage() + "." + service.GetName(); !slices.Contains(lines, name) {
				return fmt.Errorf("the list of services lacks %s", name)
			}
		}
	}
	descriptor, err := s.api.Descriptors.FindDescriptorByName(described)
	if err != nil {
		return err
	}
	service, ok := descriptor.(protoreflect.ServiceDescriptor)
	if !ok {
		return fmt.Errorf("%s is no service", described)
	}
	for i := range service.Methods().Len() {
		if err := showsMethod(s, service.Methods().Get(i), description); err != nil {
			return err
		}
	}
	return nil
}

func showsMethod(s *site, method protoreflect.MethodDescriptor, description string) error {
	set, err := s.api.Options.Method(method)
	if err != nil {
		return err
	}
	_, rest, found := strings.Cut(description, "  rpc "+string(method.Name())+" ")
	text, _, _ := strings.Cut(rest, "\n  rpc ")
	if !found || set.Route == nil {
		return fmt.Errorf("the method %s is missing, or has no route", method.Name())
	}
	want := []string{strings.ToLower(set.Route.Verb) + `: "` + set.Route.Path + `"`}
	for _, permission := range set.Permissions {
		want = append(want, `permissions) = "`+permission+`"`)
	}
	for _, part := range want {
		if !strings.Contains(text, part) {
			return fmt.Errorf("the method %s is described without %s", method.Name(), part)
		}
	}
	return nil
}

// showsClusters wants answers with what the README shows of one.
func showsClusters(answers int) func(*site, string) error {
	return func(s *site, out string) error {
		all, err := s.answers(out, answers, clusterPrefix+"ListClustersResponse")
		if err != nil {
			return err
		}
		for _, answer := range all {
			both := []any{map[string]any{"id": clusterID}, map[string]any{"name": "second"}}
			if err := errors.Join(within(both, answer["items"]), within(s.shown, answer)); err != nil {
				return err
			}
		}
		return nil
	}
}

func showsQuote(s *site, out string) error {
	all, err := s.answers(out, 1, "qdrant.cloud.booking.v1.GetBackupQuoteResponse")
	if err != nil {
		return err
	}
	if price, _ := all[0]["discountedPricePerHour"].(string); price == "" || price == "0" || all[0]["currency"] != "USD" {
		return errors.New("no price")
	}
	return nil
}

func showsClock(_ *site, out string) error {
	documents, err := documentsIn(out)
	if err != nil {
		return err
	}
	var clock struct{ Now time.Time }
	if len(documents) != 1 || json.Unmarshal(documents[0], &clock) != nil {
		return errors.New("want the time")
	}
	if ahead := time.Until(clock.Now); ahead < 30*time.Minute {
		return fmt.Errorf("the clock is %v ahead, want an hour", ahead)
	}
	return nil
}

func showsFaults(_ *site, out string) error {
	documents, err := documentsIn(out)
	if err != nil {
		return err
	}
	for _, document := range documents {
		var fault struct{ ID any }
		if err := json.Unmarshal(document, &fault); err != nil || fault.ID == nil {
			return fmt.Errorf("%s is no fault with an id", document)
		}
	}
	if len(documents) != 3 {
		return fmt.Errorf("%d faults, want 3", len(documents))
	}
	return nil
}
