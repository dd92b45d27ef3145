package vn.baodanh.load.kills;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A process that can be killed. */
enum Victim {
  SERVICE,
  REDIS,
  POSTGRES;

  /** Each alone, each two together, and all. */
  static final List<Set<Victim>> TOGETHERS =
      List.of(
          EnumSet.of(SERVICE),
          EnumSet.of(REDIS),
          EnumSet.of(POSTGRES),
          EnumSet.of(SERVICE, REDIS),
          EnumSet.of(SERVICE, POSTGRES),
          EnumSet.of(REDIS, POSTGRES),
          EnumSet.allOf(Victim.class));
}
