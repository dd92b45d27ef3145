package vn.baodanh.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import vn.baodanh.local.portal.PortalKeys;
import vn.baodanh.local.portal.PortalTokens;
import vn.baodanh.local.portal.TestPeople;
import vn.baodanh.local.portal.TestPerson;

/** Ready-made sign-ins: one file a person, holding the header that {@code curl -H @FILE} sends. */
final class SignInFiles {
  private SignInFiles() {}

  /** A person and the file that signs in as that person, for 12 hours. */
  record SignIn(TestPerson person, Path file) {}

  /** Writes the files for the people at these places of a seed's list. */
  static List<SignIn> write(RunDirectory data, String issuer, long seed, List<Integer> people) {
    var clock = Clock.systemUTC();
    var keys = PortalKeys.in(data.portalKeys(), clock);
    var tokens = new PortalTokens(issuer, "baodanh", keys, clock);
    Disk.made(data.signIns());
    var signIns = new ArrayList<SignIn>();
    for (var number : people) {
      var person = TestPeople.person(seed, number);
      var file = data.signIns().resolve(Integer.toString(number));
      write(file, "Authorization: Bearer " + tokens.access(person) + "\n");
      signIns.add(new SignIn(person, file));
    }
    return signIns;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new LocalFault("Cannot write " + file + ": " + Disk.explain(e), e);
    }
  }
}
