package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"qdrant-cloud-emulator": main})
}

// TestScripts runs the command as users and test helpers do. The script commands are "ready FILE", which waits for a server to write
// the file, and "call FILE PATH [BODY]", which asks that server and prints the status and the answer.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"ready": await, "call": call, "exits": exits},
	})
}

// await waits for the file of -ready-file.
func await(ts *testscript.TestScript, _ bool, args []string) {
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%s is not there after a minute", args[0])
		}
	}
}

// call makes a request over REST: GET, or POST with a body.
func call(ts *testscript.TestScript, _ bool, args []string) {
	var to ready
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &to))
	path := strings.ReplaceAll(args[1], "ACCOUNT", to.Account)
	request, err := http.NewRequest(http.MethodGet, to.URL+path, http.NoBody)
	if len(args) > 2 {
		request, err = http.NewRequest(http.MethodPost, to.URL+path, strings.NewReader(strings.ReplaceAll(args[2], "ACCOUNT", to.Account)))
	}
	ts.Check(err)
	request.Header.Set("Authorization", "apikey "+to.Key)
	client := http.DefaultClient
	if to.CA != "" {
		trusted := x509.NewCertPool()
		trusted.AppendCertsFromPEM([]byte(ts.ReadFile(to.CA)))
		client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}}
	}
	response, err := client.Do(request)
	ts.Check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	fmt.Fprintln(ts.Stdout(), response.StatusCode, string(body))
}

// exits runs the command and checks its exit code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	if got := fmt.Sprint(err); args[0] != "0" && got != "exit status "+args[0] || args[0] == "0" && err != nil {
		ts.Fatalf("it ends with %v, want exit code %s", err, args[0])
	}
}
