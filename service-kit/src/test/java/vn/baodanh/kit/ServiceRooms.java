package vn.baodanh.kit;

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
import org.junit.jupiter.api.TestInstance;

/** What each room of a service may know, whichever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once
public abstract class ServiceRooms {
  protected final String root;
  protected final JavaClasses classes;
  private final String otherService;
  private final Set<String> someFeatures;

  /**
   * @param root the service's package; each package in it is a feature
   * @param someFeatures that must be seen, else the rules would hold of nothing
   */
  protected ServiceRooms(String root, String otherService, Set<String> someFeatures) {
    this.root = root;
    this.otherService = otherService;
    this.someFeatures = someFeatures;
    this.classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(root);
  }

  @Test
  void theServiceKnowsNothingOfTheLocalStackNorOfOtherServices() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vn.baodanh.local..", "vn.baodanh.load..", otherService + "..")
        .because("it runs without them")
        .check(classes);
  }

  @Test
  void noFeatureReachesIntoAnothersStore() {
    for (var feature : features()) {
      var room = root + "." + feature + "..";
      noClasses()
          .that()
          .resideOutsideOfPackages(room, root)
          .should()
          .dependOnClassesThat(resideInAPackage(room).and(simpleNameEndingWith("Store")))
          .because("tables belong to one feature, and it alone reads and writes them")
          .check(classes);
    }
  }

  @Test
  void noFeatureKnowsHowTheServiceIsPutTogether() {
    noClasses()
        .that(describe("belong to a feature", type -> !type.getPackageName().equals(root)))
        .should()
        .dependOnClassesThat(
            describe("belong to the composition root", type -> type.getPackageName().equals(root)))
        .check(classes);
  }

  @Test
  void theRulesSeeTheFeatures() {
    assertTrue(features().containsAll(someFeatures), () -> "features seen: " + features());
  }

  /** Read from the classes, so that a new feature is not forgotten. */
  protected Set<String> features() {
    return classes.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(root + "."))
        .map(name -> name.substring(root.length() + 1).split("\\.")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
