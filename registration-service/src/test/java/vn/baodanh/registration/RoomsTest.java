package vn.baodanh.registration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.baodanh.kit.ServiceRooms;

/** What each room of the registration service may know. */
final class RoomsTest extends ServiceRooms {
  RoomsTest() {
    super(
        "vn.baodanh.registration",
        "vn.baodanh.payment",
        Set.of("catalogue", "filing", "person", "season"));
  }

  @Test
  void filingIsPure() {
    noClasses()
        .that()
        .resideInAPackage(root + ".filing..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io..",
            "org.slf4j..",
            "java.io..",
            "java.net..",
            "java.sql..",
            "java.nio.channels..",
            "java.nio.file..",
            "java.util.concurrent..",
            "vn.baodanh.kit..")
        .because("what can be filed and how it is judged depends on nothing but what was filed")
        .check(classes);
  }

  @Test
  void filingKnowsNoOtherFeature() {
    for (var feature : features()) {
      if (!feature.equals("filing")) {
        noClasses()
            .that()
            .resideInAPackage(root + ".filing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(root + "." + feature + "..")
            .check(classes);
      }
    }
  }
}
