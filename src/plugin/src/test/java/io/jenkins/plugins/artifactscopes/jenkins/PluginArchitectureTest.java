package io.jenkins.plugins.artifactscopes.jenkins;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.artifactscopes.jenkins.agent.ControllerSide;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import jenkins.MasterToSlaveFileCallable;
import jenkins.security.MasterToSlaveCallable;
import org.junit.Test;

/** Holds the arrows of {@code docs/design.puml} in the plugin. */
public class PluginArchitectureTest {
    private static final String OURS = "io.jenkins.plugins.artifactscopes";

    private final JavaClasses plugin = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(OURS + ".jenkins");

    @Test
    public void shouldHaveNoPackageAndNoArrowThatTheDiagramDoesNotHave() {
        classes()
                .should(adhereToPlantUmlDiagram(
                        Path.of("../../docs/design.puml"), consideringOnlyDependenciesInAnyPackage(OURS + "..")))
                .check(plugin);
    }

    @Test
    public void shouldAskForTheControllerInFewPlaces() {
        noClasses()
                .that()
                .resideInAnyPackage(OURS + ".jenkins.agent..", OURS + ".jenkins.steps..", OURS + ".jenkins.manager..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jenkins.model.Jenkins")
                .check(plugin);
    }

    /** What Jenkins calls a callable runs where it is sent. Ours run on agents, and an agent cannot send one here. */
    @Test
    public void shouldRunNothingOnTheControllerThatAnAgentSends() {
        classes()
                .that()
                .areAssignableTo(hudson.remoting.Callable.class)
                .or()
                .areAssignableTo(hudson.FilePath.FileCallable.class)
                .should()
                .beAssignableTo(MasterToSlaveCallable.class)
                .orShould()
                .beAssignableTo(MasterToSlaveFileCallable.class)
                .allowEmptyShould(false)
                .check(plugin);
    }

    /** Nothing else is deserialized of what an agent sends in answer. */
    @Test
    public void shouldTakeFewTypesFromAnAgent() {
        Set<Class<?>> taken = Set.of(ControllerSide.Part.class, String.class, long.class, OutputStream.class);
        Set<Class<?>> given = Set.of(byte[].class, OutputStream.class, void.class);
        for (Method method : ControllerSide.class.getMethods()) {
            assertThat(taken).as(method.getName()).containsAll(Arrays.asList(method.getParameterTypes()));
            assertThat(given).as(method.getName()).contains(method.getReturnType());
        }
    }
}
