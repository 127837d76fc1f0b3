package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Items;
import hudson.model.JobProperty;
import hudson.util.FormValidation;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.Configurator;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.model.CNode;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.ArrayType;
import org.jenkinsci.plugins.structs.describable.AtomicType;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.HomogeneousObjectType;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.JobPropertyStep;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The job property as Pipelines, Job DSL and forms write it. */
public class JobPropertyModelTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static ArtifactScopesProperty property() {
        ScopeRetention workflow = new ScopeRetention("workflow");
        workflow.setRules(List.of(new AgeRule("*.log", "2w"), new AgeRule("/reports/**", "never")));
        workflow.setKeep("30d");
        workflow.setCap("1y");
        ScopeRetention project = new ScopeRetention("project");
        project.setKeepLatest("3");
        ArtifactScopesProperty property = new ArtifactScopesProperty();
        property.setRetention(List.of(workflow, project));
        property.setQuota("20 GiB");
        property.setQuotaFiles("1000");
        property.setSharedWith(List.of("team/app", "apps/*"));
        return property;
    }

    private static void assertSame(ArtifactScopesProperty found) {
        assertThat(found.policy()).isEqualTo(property().policy());
        assertThat(found.getQuota()).isEqualTo("20 GiB");
        assertThat(found.getQuotaFiles()).isEqualTo("1000");
        assertThat(found.getSharedWith()).containsExactly("team/app", "apps/*");
    }

    @Test
    public void shouldBeTheSameWhenItsModelIsWrittenAndReadAgain() throws Exception {
        UninstantiatedDescribable written = UninstantiatedDescribable.from(property());
        assertThat(written.getSymbol()).isEqualTo("artifactScopes");
        assertThat(written.getArguments().keySet())
                .containsExactlyInAnyOrder("retention", "quota", "quotaFiles", "sharedWith");
        assertSame((ArtifactScopesProperty) written.instantiate(JobProperty.class));
        assertSame(new DescribableModel<>(ArtifactScopesProperty.class).instantiate(written.toMap()));
        assertThat(written.getArguments().get("sharedWith")).isEqualTo(List.of("team/app", "apps/*"));
        assertThat(written.getArguments().get("quota")).isEqualTo("20 GiB");
    }

    @Test
    public void shouldBeTheSameWhenItIsWrittenAsCodeAndReadAgain() throws Exception {
        ConfiguratorRegistry registry = ConfiguratorRegistry.get();
        ConfigurationContext context = new ConfigurationContext(registry);
        Configurator<ArtifactScopesProperty> configurator = registry.lookupOrFail(ArtifactScopesProperty.class);
        CNode written = configurator.describe(property(), context);
        assertThat(written.asMapping().get("quota").asScalar().getValue()).isEqualTo("20 GiB");
        assertSame(configurator.configure(written, context));
    }

    @Test
    public void shouldBeFoundByItsSymbol() {
        assertThat(SymbolLookup.get().findDescriptor(JobProperty.class, "artifactScopes").clazz)
                .isEqualTo(ArtifactScopesProperty.class);
        assertThat(SymbolLookup.get().findDescriptor(AbstractFolderProperty.class, "artifactScopes").clazz)
                .isEqualTo(MultibranchScopesProperty.class);
    }

    /**
     * Job DSL finds what a block is by its symbol, makes an instance of its values, and gives that to the block around it. A list is a block in
     * which each element is one; a list that is left out is empty.
     */
    @Test
    public void shouldBeMadeInTheWayOfJobDsl() throws Exception {
        assertThat(SymbolLookup.get().find(ScopeRetention.DescriptorImpl.class, "scopeRetention"))
                .isNotNull();
        assertThat(SymbolLookup.get().find(AgeRule.DescriptorImpl.class, "ageRule"))
                .isNotNull();
        for (Class<?> type : List.of(ArtifactScopesProperty.class, MultibranchScopesProperty.class)) {
            DescribableModel<?> model = DescribableModel.of(type);
            assertThat(element(model, "retention").getType()).isEqualTo(ScopeRetention.class);
            assertThat(((ArrayType) model.getParameter("sharedWith").getType()).getElementType())
                    .isInstanceOf(AtomicType.class);
            Object made = model.instantiate(Map.of(
                    "retention",
                    List.of(
                            made(
                                    ScopeRetention.class,
                                    Map.of(
                                            "scope", "workflow",
                                            "keep", "30d",
                                            "cap", "1y",
                                            "rules",
                                                    List.of(
                                                            made(
                                                                    AgeRule.class,
                                                                    Map.of("selector", "*.log", "keep", "2w")),
                                                            made(
                                                                    AgeRule.class,
                                                                    Map.of(
                                                                            "selector",
                                                                            "/reports/**",
                                                                            "keep",
                                                                            "never"))))),
                            made(
                                    ScopeRetention.class,
                                    Map.of("scope", "project", "keepLatest", "3", "rules", List.of()))),
                    "quota",
                    "20 GiB",
                    "quotaFiles",
                    "1000",
                    "sharedWith",
                    List.of("team/app", "apps/*")));
            // It is then written into the configuration of the job, which Jenkins reads.
            Object read = Items.XSTREAM2.fromXML(Items.XSTREAM2.toXML(made));
            assertSame(
                    read instanceof MultibranchScopesProperty shared
                            ? shared.settings()
                            : (ArtifactScopesProperty) read);
        }
        assertThat(element(DescribableModel.of(ScopeRetention.class), "rules").getType())
                .isEqualTo(AgeRule.class);
    }

    private static DescribableModel<?> element(DescribableModel<?> model, String list) {
        ArrayType type = (ArrayType) model.getParameter(list).getType();
        return ((HomogeneousObjectType) type.getElementType()).getSchemaType();
    }

    private static Object made(Class<?> type, Map<String, ?> values) throws Exception {
        return DescribableModel.of(type).instantiate(values);
    }

    @Test
    public void shouldBeSetByAPipelineWithMapsAndWithSymbolsAndAsTheSnippetGeneratorWritesIt() throws Exception {
        String maps =
                "properties([artifactScopes(quota: '20 GiB', quotaFiles: '1000', sharedWith: ['team/app', 'apps/*'], retention: ["
                        + "[scope: 'workflow', keep: '30d', cap: '1y', rules: ["
                        + "[selector: '*.log', keep: '2w'], [selector: '/reports/**', keep: 'never']]],"
                        + " [scope: 'project', keepLatest: '3']])])";
        String symbols = maps.replace("[scope: 'workflow'", "scopeRetention(scope: 'workflow'")
                .replace("'never']]]", "'never')])")
                .replace("[selector: '*.log', keep: '2w']", "ageRule(selector: '*.log', keep: '2w')")
                .replace("[selector: '/reports", "ageRule(selector: '/reports");
        String snippet = Snippetizer.object2Groovy(new JobPropertyStep(List.of(property())));
        for (String script : List.of(maps, symbols, snippet)) {
            WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(script, true));
            JENKINS.buildAndAssertSuccess(job);
            assertSame(job.getProperty(ArtifactScopesProperty.class));
        }
        assertThat(snippet).contains("artifactScopes(", "scopeRetention(", "ageRule(");
    }

    @Test
    public void shouldKeepEverythingWhenTheFormIsSaved() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "forms");
        job.addProperty(property());
        JENKINS.configRoundtrip(job);
        assertSame(job.getProperty(ArtifactScopesProperty.class));
    }

    @Test
    public void shouldKeepWhatIsSharedWhenTheDaysAreChangedOverRest() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "days");
        job.addProperty(property());
        new ProjectRetention().change("days", 5);
        assertThat(job.getProperty(ArtifactScopesProperty.class).getSharedWith())
                .containsExactly("team/app", "apps/*");
    }

    @Test
    public void shouldReadAConfigurationFromBeforeThereWasSharing() throws Exception {
        File file = folder.newFile();
        String name = ArtifactScopesProperty.class.getName();
        Files.writeString(file.toPath(), "<" + name + "><quota>1 GiB</quota></" + name + ">");
        ArtifactScopesProperty old = (ArtifactScopesProperty) new XmlFile(hudson.model.Items.XSTREAM2, file).read();
        assertThat(old.getSharedWith()).isEmpty();
        assertThat(old.getSharedWithText()).isEmpty();
    }

    @Test
    public void shouldTakeOneOnALineAndRefuseWhatIsNoName() {
        ArtifactScopesProperty property = new ArtifactScopesProperty();
        property.setSharedWith(List.of("team/app\r\n\n  apps/* \n", "x,y"));
        assertThat(property.getSharedWith()).containsExactly("team/app", "apps/*", "x,y");
        assertThatThrownBy(() -> property.setSharedWith(List.of("/app")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("team/* for all that are right in the folder");
        ArtifactScopesProperty.DescriptorImpl form =
                ExtensionList.lookupSingleton(ArtifactScopesProperty.DescriptorImpl.class);
        assertThat(form.doCheckSharedWith(null, "team/app\n\n").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckSharedWith(null, "team//app").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckSharedWith(null, "<b>/").renderHtml()).doesNotContain("<b>");
    }

    @Test
    public void shouldSayWhatIsMissing() {
        assertThatThrownBy(() -> new AgeRule(null, "2w"))
                .hasMessage("The parameter selector is missing. Write one, such as selector: '*.log'.");
        assertThatThrownBy(() -> new AgeRule("*.log", null))
                .hasMessage("The parameter keep is missing. Write one, such as keep: '30d'.");
        assertThatThrownBy(() -> new ScopeRetention(null))
                .hasMessage("The parameter scope is missing. Write one, such as scope: 'workflow'.");
    }

    @Test
    public void shouldHelpWithWhatIsEntered() {
        for (String field : new String[] {"retention", "quota", "quotaFiles", "sharedWith"}) {
            assertThat(ArtifactScopesProperty.class.getResource("ArtifactScopesProperty/help-" + field + ".html"))
                    .as(field)
                    .isNotNull();
        }
    }
}
