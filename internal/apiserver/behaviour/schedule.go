package behaviour

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

const (
	scheduleActive   = "BACKUP_SCHEDULE_STATUS_ACTIVE"
	scheduleDisabled = "BACKUP_SCHEDULE_STATUS_DISABLED"
)

// checkSchedule refuses times that cannot be read, and says whether the schedule is in effect.
func (s *Set) checkSchedule(_ context.Context, _ *rpc.Call, schedule *dynamicpb.Message) error {
	if _, err := parseCron(message.Text(schedule, "schedule")); err != nil {
		return wrong("backup_schedule.schedule", "schedule.invalid", err.Error())
	}
	status := scheduleActive
	if message.Has(schedule, "paused_at") {
		status = scheduleDisabled
	}
	return message.SetEnum(schedule, "status", status)
}

// scheduleSteps take a backup at each time of a schedule.
func (s *Set) scheduleSteps(of saved) []convention.Step {
	return []convention.Step{{
		From: scheduleActive, To: scheduleActive,
		Wait: func(now time.Time, schedule *dynamicpb.Message) (time.Duration, bool) {
			times, err := parseCron(message.Text(schedule, "schedule"))
			if err != nil {
				return 0, false
			}
			next, ok := times.next(now, moment(schedule, "created_at"))
			return next.Sub(now), ok
		},
		Do: func(tx *store.Tx, now time.Time, schedule *dynamicpb.Message) error {
			return s.fire(tx, now, of, schedule)
		},
	}}
}

// fire takes a backup. Its turn is passed over while what it is about is suspended or being deleted.
func (s *Set) fire(tx *store.Tx, now time.Time, of saved, schedule *dynamicpb.Message) error {
	account, id := message.Text(schedule, "account_id"), message.Text(schedule, of.name+"_id")
	source, err := s.get(tx, of.kind, account, id)
	if err != nil {
		return nil //nolint:nilerr // What it is about is gone, so there is nothing to back up.
	}
	from := object{
		"id": derived("scheduled", message.Text(schedule, "id"), now.Format(time.RFC3339Nano)), "created_at": now,
		"account_id": account, of.name + "_id": id, "backup_schedule_id": message.Text(schedule, "id"),
	}
	if message.Has(schedule, "retention_period") {
		from["retention_period"] = span(schedule, "retention_period")
	}
	if of == savedCluster {
		from["display_name"] = "scheduled-" + now.UTC().Format("20060102-150405")
	} else {
		from["collection_name"] = unlessEmpty(message.Text(schedule, "collection_name"))
		if err := s.copyCaller(schedule, from); err != nil {
			return err
		}
		if err := message.SetTime(schedule, "last_fired_at", now); err != nil {
			return err
		}
	}
	backup, err := s.make(of.backup, from)
	if err != nil {
		return err
	}
	if err := s.completeBackup(tx, now, of, backup); err != nil {
		return err
	}
	if message.Has(source, "deleted_at") || message.Enum(source, "state.phase") == phaseSuspended {
		if err := message.SetEnum(backup, "status", "BACKUP_STATUS_SKIPPED"); err != nil {
			return err
		}
	}
	return s.save(tx, now, backup)
}

// copyCaller has a scheduled backup name the one who made the schedule.
func (s *Set) copyCaller(schedule *dynamicpb.Message, from object) error {
	by := message.Sub(schedule, "created_by")
	if by == nil {
		return nil
	}
	caller, err := s.copyOf(by)
	from["created_by"] = caller
	return err
}
