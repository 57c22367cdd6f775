package behaviour

import (
	"context"
	"fmt"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

const (
	backupKind   = "qdrant.cloud.cluster.backup.v1.Backup"
	restoreKind  = "qdrant.cloud.cluster.backup.v1.BackupRestore"
	scheduleKind = "qdrant.cloud.cluster.backup.v1.BackupSchedule"

	spaceBackupKind   = "qdrant.cloud.serverless.space.backup.v1.Backup"
	spaceRestoreKind  = "qdrant.cloud.serverless.space.backup.v1.BackupRestore"
	spaceScheduleKind = "qdrant.cloud.serverless.space.backup.v1.BackupSchedule"
)

const (
	takes    = 20 * time.Second // takes is how long it takes to take a backup.
	restores = 30 * time.Second // restores is how long a restore takes.
)

const backupSucceeded = "BACKUP_STATUS_SUCCEEDED"

func (s *Set) backup() {
	s.service("qdrant.cloud.cluster.backup.v1.BackupService",
		method{"RestoreBackup", "Makes a restore that succeeds after 30 seconds; this server stores no vectors.", s.restore},
	)
	s.service("qdrant.cloud.serverless.space.backup.v1.BackupService",
		method{"RestoreBackup", "Makes a restore that succeeds after 30 seconds; this server stores no vectors.", s.restore},
	)
}

// saved is what is backed up: a cluster or a space. Their backups differ in names alone.
type saved struct{ name, kind, backup, restore, schedule string }

var (
	savedCluster = saved{"cluster", clusterKind, backupKind, restoreKind, scheduleKind}
	savedSpace   = saved{"space", spaceKind, spaceBackupKind, spaceRestoreKind, spaceScheduleKind}
)

// savedBy finds what the entities of a kind are about.
func savedBy(kind string) saved {
	if strings.Contains(kind, ".space.") {
		return savedSpace
	}
	return savedCluster
}

func (s *Set) backupCustoms() []convention.Custom {
	var all []convention.Custom
	for _, of := range []saved{savedCluster, savedSpace} {
		all = append(all,
			convention.Custom{
				Kind: of.backup, Phase: "status", Steps: backupSteps(s),
				Create: func(_ context.Context, call *rpc.Call, backup *dynamicpb.Message) error {
					if call.Method.Descriptor.Name() == "CreateBackup" {
						unset(backup, "backup_schedule_id")
					}
					return s.completeBackup(call.Tx, call.Now, of, backup)
				},
				Delete:     eventOf(of, "DeleteBackup"),
				Dependants: s.dependants(map[string]convention.Fate{of.restore: convention.Keep}),
			},
			convention.Custom{
				Kind: of.restore, Phase: "status",
				Steps: []convention.Step{{From: "BACKUP_RESTORE_STATUS_RUNNING", After: restores, To: "BACKUP_RESTORE_STATUS_SUCCEEDED"}},
				Create: func(_ context.Context, _ *rpc.Call, restore *dynamicpb.Message) error {
					return message.SetEnum(restore, "status", "BACKUP_RESTORE_STATUS_RUNNING")
				},
			},
			convention.Custom{
				Kind: of.schedule, Phase: "status", Steps: s.scheduleSteps(of), Create: s.checkSchedule,
				Delete: eventOf(of, "DeleteBackupSchedule"),
				Update: func(ctx context.Context, call *rpc.Call, _, after *dynamicpb.Message) error {
					return s.checkSchedule(ctx, call, after)
				},
				Dependants: s.dependants(map[string]convention.Fate{of.backup: convention.Keep}),
			},
		)
	}
	return all
}

// backupSteps are the life of a backup: it is taken, and removed when its retention period is over.
func backupSteps(s *Set) []convention.Step {
	return []convention.Step{
		{
			From: "BACKUP_STATUS_RUNNING", After: takes, To: backupSucceeded,
			Do: func(_ *store.Tx, _ time.Time, backup *dynamicpb.Message) error {
				return s.write.fill(backup, object{"backup_duration": takes})
			},
		},
		{
			From: backupSucceeded,
			Wait: func(now time.Time, backup *dynamicpb.Message) (time.Duration, bool) {
				return max(0, moment(backup, "created_at").Add(span(backup, "retention_period")).Sub(now)),
					message.Has(backup, "retention_period")
			},
		},
	}
}

// eventOf tells the caller of a deletion which cluster or space the deleted entity was about, as the events of the API want it.
func eventOf(of saved, name protoreflect.Name) func(context.Context, *rpc.Call, *dynamicpb.Message) error {
	return func(_ context.Context, call *rpc.Call, entity *dynamicpb.Message) error {
		if call.Method.Descriptor.Name() == name {
			tell(call, of, entity)
		}
		return nil
	}
}

func tell(call *rpc.Call, of saved, entity protoreflect.Message) {
	if call.Header != nil {
		call.Header.Set("qc-event-"+of.name+"-id", message.Text(entity, of.name+"_id"))
	}
}

// completeBackup starts a new backup: it gets a name, and says what it is a backup of.
func (s *Set) completeBackup(tx *store.Tx, now time.Time, of saved, backup *dynamicpb.Message) error {
	id := message.Text(backup, of.name+"_id")
	source, err := s.get(tx, of.kind, message.Text(backup, "account_id"), id)
	if err != nil {
		return err
	}
	copied, ok := proto.Clone(message.Sub(source, "configuration").Interface()).(*dynamicpb.Message)
	if !ok {
		return fmt.Errorf("the %s %s has no configuration", of.kind, id)
	}
	info := object{
		"name":                     atLeast(message.Text(source, "name"), 4),
		"cloud_provider_id":        message.Text(source, "cloud_provider_id"),
		"cloud_provider_region_id": message.Text(source, "cloud_provider_region_id"),
		"configuration":            copied,
	}
	from := object{
		"name":            fmt.Sprintf("%s-%s-backup-%s", of.name, id[:min(len(id), 8)], now.UTC().Format("20060102-150405")),
		"status":          "BACKUP_STATUS_RUNNING",
		of.name + "_info": info,
	}
	if of == savedCluster {
		resources, size := s.summary(source)
		info["created_at"], info["restore_package_id"] = moment(source, "created_at"), message.Text(source, "configuration.package_id")
		info["resources_summary"] = resources
		from["price"] = monthly(units(max(size, 1), backupUnit))
	}
	return s.write.fill(backup, from)
}

// atLeast makes a name long enough: a cluster may have a shorter one than the description of it in a backup.
func atLeast(name string, length int) string {
	for len(name) < length {
		name += "-"
	}
	return name
}

// summary adds the resources of the nodes of a cluster up, and returns the disk in GiB too.
func (s *Set) summary(cluster protoreflect.Message) (object, int64) {
	booked, ok := s.anyPackage(message.Text(cluster, "configuration.package_id"))
	if !ok {
		return nil, 0
	}
	nodes := whole(cluster, "configuration.number_of_nodes")
	of := func(name string) float64 {
		return amount(message.Text(booked, "resource_configuration."+name)) * float64(nodes)
	}
	disk := int64(of("disk")) + whole(cluster, "configuration.additional_resources.disk")*nodes
	all := object{
		"cpu":  object{"amount": int64(of("cpu") * 1000), "unit": "m"},
		"ram":  object{"amount": int64(of("ram")), "unit": "GiB"},
		"disk": object{"amount": disk, "unit": "GiB"},
	}
	if message.Has(booked, "resource_configuration.gpu") {
		all["gpu"] = object{"amount": int64(of("gpu")), "unit": "GPU"}
	}
	return all, disk
}

// monthly is a price per hour and for a month of 730 hours.
func monthly(cents int64) object {
	all := quoted(cents)
	all["currency"], all["original_price_per_month"], all["discounted_price_per_month"] = currency, cents*730, cents*730
	return all
}

// restorable finds the backup of a request, which must be complete.
func (s *Set) restorable(call *rpc.Call, kind string) (*dynamicpb.Message, error) {
	backup, err := s.get(call.Tx, kind, call.Account, message.Text(call.Request, "backup_id"))
	if err != nil {
		return nil, err
	}
	if status := message.Enum(backup, "status"); status != backupSucceeded {
		return nil, rpc.Precondition("STATUS", kind+"/"+message.Text(backup, "id"),
			fmt.Sprintf("the backup has the status %s: only a complete one can be restored", status))
	}
	return backup, nil
}

// fromBackup creates another entity of the kind that a backup is of, with the place and the configuration that it had then. The field
// info of the backup has them, and the field name of the request says how the new one is called.
func (s *Set) fromBackup(call *rpc.Call, backupKind, info, kind, name string) (*dynamicpb.Message, error) {
	backup, err := s.restorable(call, backupKind)
	if err != nil {
		return nil, err
	}
	configuration := message.Sub(backup, info+".configuration")
	if configuration == nil { // As in seed data that leaves it out.
		id := message.Text(backup, "id")
		return nil, rpc.Precondition("INCOMPLETE", backupKind+"/"+id, fmt.Sprintf("the backup %s has no %s.configuration", id, info))
	}
	return s.create(call, kind, object{
		"name":                     message.Text(call.Request, name),
		"cloud_provider_id":        message.Text(backup, info+".cloud_provider_id"),
		"cloud_provider_region_id": message.Text(backup, info+".cloud_provider_region_id"),
		"configuration":            configuration,
	})
}

// restore writes a backup back into what it was made of.
func (s *Set) restore(call *rpc.Call) (object, error) {
	of := savedBy(string(call.Method.Descriptor.FullName()))
	backup, err := s.restorable(call, of.backup)
	if err != nil {
		return nil, err
	}
	id := message.Text(backup, of.name+"_id")
	target, err := s.get(call.Tx, of.kind, call.Account, id)
	if err != nil || message.Has(target, "deleted_at") {
		return nil, rpc.Precondition("GONE", of.kind+"/"+id,
			"what the backup was made of is gone; create a new "+of.name+" from the backup")
	}
	tell(call, of, backup)
	_, err = s.create(call, of.restore, object{of.name + "_id": id, "backup_id": message.Text(backup, "id")})
	return nil, err
}
