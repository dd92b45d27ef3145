package vn.baodanh.payment;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each room of the payment adapter may know. */
final class RoomsTest {
  private static final String ROOT = "vn.baodanh.payment";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void theServiceKnowsNothingOfTheLocalStackNorOfOtherServices() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vn.baodanh.local..", "vn.baodanh.load..", "vn.baodanh.registration..")
        .because("it runs without them")
        .check(CLASSES);
  }

  @Test
  void nobodyKnowsAPlatformButItself() {
    for (var platform : Set.of("vnpay", "momo")) {
      var room = ROOT + ".platform." + platform + "..";
      noClasses()
          .that()
          .resideOutsideOfPackages(room, ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(room)
          .because("another platform must touch no other room")
          .check(CLASSES);
    }
  }

  @Test
  void noFeatureReachesIntoAnothersStore() {
    for (var feature : features()) {
      var room = ROOT + "." + feature + "..";
      noClasses()
          .that()
          .resideOutsideOfPackages(room, ROOT)
          .should()
          .dependOnClassesThat(resideInAPackage(room).and(simpleNameEndingWith("Store")))
          .because("tables belong to one feature, and it alone reads and writes them")
          .check(CLASSES);
    }
  }

  @Test
  void noFeatureKnowsHowTheServiceIsPutTogether() {
    noClasses()
        .that(describe("belong to a feature", type -> !type.getPackageName().equals(ROOT)))
        .should()
        .dependOnClassesThat(
            describe("belong to the composition root", type -> type.getPackageName().equals(ROOT)))
        .check(CLASSES);
  }

  @Test
  void theRulesAboveSeeTheFeatures() {
    assertTrue(
        features().containsAll(Set.of("bill", "event", "ledger", "platform")),
        () -> "features seen: " + features());
  }

  /** Read from the classes, so that a new feature is not forgotten. */
  private static Set<String> features() {
    return CLASSES.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(ROOT + "."))
        .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
