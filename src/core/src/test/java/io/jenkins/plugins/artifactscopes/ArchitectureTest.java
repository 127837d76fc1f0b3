package io.jenkins.plugins.artifactscopes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.Test;

/** Holds the arrows of {@code docs/design.puml}; the other modules extend it, so that their packages are held too. */
public class ArchitectureTest {
    private static final String OURS = "io.jenkins.plugins.artifactscopes";
    private static final Path DIAGRAM = Path.of("../../docs/design.puml");

    private final JavaClasses product = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(OURS);

    @Test
    public void shouldHaveNoPackageAndNoArrowThatTheDiagramDoesNotHave() {
        classes()
                .should(adhereToPlantUmlDiagram(DIAGRAM, consideringOnlyDependenciesInAnyPackage(OURS + "..")))
                .check(product);
    }

    @Test
    public void shouldKnowNothingOfJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("hudson..", "jenkins..", "org.kohsuke.stapler..")
                .check(product);
    }

    @Test
    public void shouldKeepJettyInTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage(OURS + ".server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .allowEmptyShould(true)
                .check(product);
    }
}
