package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// ready is what a program needs that has started the server. It is one line of JSON, whose keys stay.
type ready struct {
	Address string `json:"address"` // Address is host:port, for gRPC.
	URL     string `json:"url"`     // URL is the same for REST, Connect and gRPC-Web, and has the page.
	CA      string `json:"ca,omitempty"`
	// The parts of the built-in policy, absent where -access takes its place.
	Account string `json:"account,omitempty"`
	Key     string `json:"management_key,omitempty"`
	User    string `json:"user,omitempty"`
	Token   string `json:"token,omitempty"`
	Version string `json:"version"`
}

// announce says that calls are answered, and how to make them.
func (o *options) announce(server *apiserver.Server, out io.Writer) error {
	r := ready{Address: server.Addr(), URL: "http://" + server.Addr(), CA: o.ca, Version: ownVersion()}
	if o.tls {
		r.URL = "https://" + server.Addr()
	}
	if o.access == "" {
		r.Account, r.Key, r.User, r.Token = access.DefaultAccount, access.DefaultKey, access.DefaultUser, access.DefaultToken
	}
	encoded, err := json.Marshal(r)
	if err != nil {
		return err
	}
	encoded = append(encoded, '\n')
	if o.ready != "" {
		if err := file.Write(o.ready, encoded, file.Private); err != nil {
			return exit.Usagef("-ready-file=%s: %w", o.ready, err)
		}
	}
	if o.format == "json" {
		_, err = out.Write(encoded)
	} else {
		_, err = io.WriteString(out, o.text(r, server))
	}
	return err
}

// text is the same for people.
func (o *options) text(r ready, server *apiserver.Server) string {
	var text strings.Builder
	services, methods := server.Size()
	fmt.Fprintf(&text, "The Qdrant Cloud API, emulated (%s): %d services with %d methods\n\n", r.Version, services, methods)
	row := func(name, value string) { fmt.Fprintf(&text, "  %-16s%s\n", name, value) }
	row("gRPC", r.Address)
	row("REST, Connect", r.URL)
	row("page", r.URL+"/")
	if o.tls {
		row("certificate", r.CA)
	}
	if o.access == "" {
		row("account", r.Account)
		row("management key", r.Key)
		row("user", r.User)
		row("bearer token", r.Token)
	} else {
		row("access", o.access)
	}
	if o.data != "" {
		row("state", o.data)
	} else {
		row("state", "in memory: it is gone when this ends (-data=FILE keeps it)")
	}
	if o.access == "" && !loopback(r.Address) {
		text.WriteString("\nOther machines can reach this address, and the key above is known to everybody: use -access, or -addr=127.0.0.1:7878.\n")
	}
	if o.access == "" {
		fmt.Fprintf(&text, "\nTry it:\n\n  curl -H 'Authorization: apikey %s' %s%s/api/cluster/v1/accounts/%s/clusters\n",
			r.Key, map[bool]string{true: "--cacert " + r.CA + " "}[o.tls], r.URL, r.Account)
	}
	text.WriteString("\nCtrl-C ends it.\n")
	return text.String()
}

func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

// line is a call for the log. It has nothing that the caller sent but names, so no secret.
func line(call apiserver.Call) string {
	who := "anonymous"
	if call.Actor.Type != "" {
		who = call.Actor.Type + " " + call.Actor.ID
	}
	text := fmt.Sprintf("%s %s %s %s %s (%s)", call.Time.Format("15:04:05.000"), call.Protocol, call.Method, rpc.CodeName(call.Code), call.Took.Round(10*time.Microsecond), who)
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return '?'
		}
		return r
	}, text)
}
