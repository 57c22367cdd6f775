package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"runtime/debug"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

// options are what the flags say.
type options struct {
	address, access, data, seed, image string
	tls, verbose, attached             bool
	ca, ready, format                  string
	console, hosts, health             string
	speed                              float64
}

const usage = `qdrant-cloud-emulator serves the API of Qdrant Cloud on this machine: gRPC, REST, Connect and gRPC-Web on one port,
and a page for people at /. Without flags it keeps everything in memory, and one management key may do everything in one account.

  go run github.com/qdrant/qdrant-cloud-public-api/cmd/qdrant-cloud-emulator@latest

Flags:
`

// parse reads the flags. It returns nil if they have asked for a text that is printed instead.
func parse(args []string, out io.Writer) (*options, error) {
	o := &options{}
	flags := flag.NewFlagSet("qdrant-cloud-emulator", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.address, "addr", "127.0.0.1:7878", "listen at `HOST:PORT`; port 0 is any free one")
	flags.BoolVar(&o.tls, "tls", false, "serve over TLS, with a certificate that is made for this run")
	flags.StringVar(&o.ca, "ca", "", "write the certificate that clients have to trust to `FILE`; needed with -tls")
	flags.StringVar(&o.access, "access", "", "read who may call from the YAML in `FILE`")
	flags.StringVar(&o.data, "data", "", "keep the state in `FILE`, instead of in memory")
	flags.StringVar(&o.seed, "seed", "", "add the entities in `FILE`, YAML or JSON, at the start")
	flags.Float64Var(&o.speed, "speed", 1, "run the clock `N` times as fast as real time; 0 stands still")
	flags.StringVar(&o.image, "image", "", "serve the contract in `FILE`, an image of buf build, instead of the built-in one")
	flags.StringVar(&o.ready, "ready-file", "", "when calls are answered, write the line of -format=json to `FILE`")
	flags.StringVar(&o.format, "format", "text", "print the start as `FORMAT`: text, or json for one line that programs read")
	flags.StringVar(&o.console, "console", "local", "let `WHO` use the page and the control endpoints: local is this machine, any is everybody")
	flags.StringVar(&o.hosts, "hosts", "", "answer there under these `NAMES` as well as under localhost, as in emulator,api.test")
	flags.StringVar(&o.health, "health", "", "serve nothing: exit with 0 if a server answers at `HOST:PORT`, as checks of containers need")
	flags.BoolVar(&o.verbose, "v", false, "log each call to the standard error, without secrets")
	flags.BoolVar(&o.attached, "attached", false, "end when the standard input ends, as it does when the process that started this one is gone")
	showVersion := flags.Bool("version", false, "print the version and exit")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(out, usage)
		flags.SetOutput(out)
		flags.PrintDefaults()
		return nil, nil //nolint:nilnil // The text was all.
	case err != nil:
		return nil, exit.Usagef("%w; -h shows the flags", err)
	case *showVersion:
		fmt.Fprintln(out, "qdrant-cloud-emulator", ownVersion())
		return nil, nil //nolint:nilnil // The same.
	case flags.NArg() > 0:
		return nil, exit.Usagef("%q is no flag; -h shows the flags", flags.Arg(0))
	}
	return o, o.check()
}

func (o *options) check() error {
	if _, _, err := net.SplitHostPort(o.address); err != nil {
		return exit.Usagef("-addr=%s: want HOST:PORT, as in 127.0.0.1:7878", o.address)
	}
	if err := clock.CheckSpeed(o.speed); err != nil {
		return exit.Usagef("-speed: %w", err)
	}
	if o.format != "text" && o.format != "json" {
		return exit.Usagef("-format=%s: want text or json", o.format)
	}
	if o.console != "local" && o.console != "any" {
		return exit.Usagef("-console=%s: want local or any", o.console)
	}
	if o.tls != (o.ca != "") {
		return exit.Usagef("-tls and -ca=FILE belong together: clients have to trust the certificate in FILE")
	}
	return nil
}

// version is that of a released binary. The linker sets it.
var version string

// ownVersion is the version of the module that this program was built from.
func ownVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
}
