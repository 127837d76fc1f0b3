package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.jenkins.manager.ScopedArtifactManagerFactory;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.model.CNode;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.Jenkins;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConfigurationAsCodeTest {
    @ClassRule
    @ConfiguredWithCode("configuration.yaml")
    public static final JenkinsConfiguredWithCodeRule JENKINS = new JenkinsConfiguredWithCodeRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldImportWhatIsWritten() {
        ArtifactScopesConfiguration configuration = ArtifactScopesConfiguration.get();
        assertThat(configuration.isDirectTransfer()).isFalse();
        assertThat(configuration.getAgentUrl()).isEqualTo("http://jenkins.internal:8080/");
        assertThat(configuration.isKeepLatestSuccessful()).isTrue();
        assertThat(configuration.isProvideCommand()).isTrue();
        ConfiguredPolicies policies = new ConfiguredPolicies(Jenkins.get());
        assertThat(policies.quotas().of("app")).isEqualTo(new Quota(20L << 30, 100_000));
        EffectivePolicy policy = policies.of("app");
        assertThat(policy.global().rules(Scope.WORKFLOW).cap()).isEqualTo(ExpireIn.parse("1y"));
        assertThat(policy.global()
                        .rules(Scope.WORKFLOW)
                        .rules()
                        .get(0)
                        .selector()
                        .matches(ArtifactPath.of("a/b.log")))
                .isTrue();
        assertThat(policy.global().rules(Scope.JOB).otherwise()).isEqualTo(ExpireIn.parse("1w"));
    }

    @Test
    public void shouldExportWhatWasImported() throws Exception {
        ConfiguratorRegistry registry = ConfiguratorRegistry.get();
        ConfigurationContext context = new ConfigurationContext(registry);
        CNode exported = Util.getUnclassifiedRoot(context).get("artifactScopes");
        String written = Files.readString(Path.of(
                ConfigurationAsCodeTest.class.getResource("configuration.yaml").toURI()));
        String body = written.replace("unclassified:\n  artifactScopes:\n", "").replaceAll("(?m)^    ", "");
        assertThat(Util.toYamlString(exported)).isEqualTo(body);
    }

    @Test
    public void shouldRefuseToImportWhatIsWrongAndSayWhatIsRight() throws Exception {
        refuses("agentUrl: 'ftp://x/'", "is no address that agents can use");
        refuses("quota: 'much'", "is no size");
        refuses("quotaFiles: '-1'", "is no number of files");
        refuses("retention: [{scope: 'run'}]", "Use one of: job, workflow, project.");
        refuses("retention: [{scope: 'job', keep: 'soon'}]", "is no time to expire in");
        refuses("retention: [{scope: 'job', keepLatest: '3'}]", "Only the project scope");
        refuses("retention: [{scope: 'project', keepLatest: '-3'}]", "is no number of pushes");
        refuses("retention: [{scope: 'job'}, {scope: 'job'}]", "is set twice");
        refuses("retention: [{scope: 'job', rules: [{selector: '[', keep: '1d'}]}]", "[");
    }

    @Test
    public void shouldSelectTheManagerOfArtifactsAndExportThat() throws Exception {
        Path file = folder.newFile().toPath();
        Files.writeString(
                file, "unclassified:\n  artifactManager:\n    artifactManagerFactories:\n      - artifactScopes\n");
        ConfigurationAsCode.get().configure(file.toString());
        ArtifactManagerConfiguration artifacts = ArtifactManagerConfiguration.get();
        assertThat(artifacts.getArtifactManagerFactories())
                .singleElement()
                .isInstanceOf(ScopedArtifactManagerFactory.class);
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        String exported = Util.toYamlString(Util.getUnclassifiedRoot(context).get("artifactManager"));
        assertThat(exported).contains("artifactManagerFactories", "artifactScopes");
        artifacts.getArtifactManagerFactories().clear();
        Files.writeString(file, "unclassified:\n  artifactManager:\n" + exported.replaceAll("(?m)^(?=.)", "    "));
        ConfigurationAsCode.get().configure(file.toString());
        assertThat(artifacts.getArtifactManagerFactories())
                .singleElement()
                .isInstanceOf(ScopedArtifactManagerFactory.class);
    }

    private void refuses(String setting, String message) throws Exception {
        Path file = folder.newFile().toPath();
        Files.writeString(file, "unclassified:\n  artifactScopes:\n    " + setting + "\n");
        assertThatThrownBy(() -> ConfigurationAsCode.get().configure(file.toString()))
                .satisfies(failure -> assertThat(messages(failure)).contains(message));
    }

    private static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            all.append(at.getMessage()).append('\n');
        }
        return all.toString();
    }
}
