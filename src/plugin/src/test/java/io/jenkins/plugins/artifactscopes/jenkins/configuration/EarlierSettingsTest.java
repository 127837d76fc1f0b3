package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.XmlFile;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import javax.xml.transform.stream.StreamSource;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Settings as they were stored by states that had not every field. */
public class EarlierSettingsTest {
    private static final String PACKAGE = "io.jenkins.plugins.artifactscopes.jenkins.configuration.";
    private static final String RETENTION = "<retention><" + PACKAGE + "ScopeRetention><scope>job</scope><rules><"
            + PACKAGE + "AgeRule><selector>*.log</selector><keep>1w</keep></" + PACKAGE
            + "AgeRule></rules><keep>2w</keep><cap></cap></" + PACKAGE + "ScopeRetention></retention>";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private FreeStyleProject job(String settings) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("app");
        job.updateByXml(new StreamSource(new StringReader("<project><properties><" + PACKAGE + "ArtifactScopesProperty>"
                + settings + "</" + PACKAGE + "ArtifactScopesProperty></properties></project>")));
        return job;
    }

    @Test
    public void shouldReadAPropertyFromBeforeTheLatestPushesWereKeptAndThereWasSharing() throws Exception {
        FreeStyleProject job = job(RETENTION + "<quota>1 GiB</quota><quotaFiles></quotaFiles>");
        ArtifactScopesProperty own = job.getProperty(ArtifactScopesProperty.class);
        assertThat(own.getRetention()).singleElement().satisfies(scope -> {
            assertThat(scope.getKeepLatest()).isEmpty();
            assertThat(scope.getRules()).hasSize(1);
        });
        assertThat(own.getSharedWith()).isEmpty();
        ConfiguredPolicies policies = new ConfiguredPolicies();
        EffectivePolicy policy = policies.of("app");
        assertThat(policy.project().rules(Scope.JOB).otherwise()).isEqualTo(ExpireIn.parse("2w"));
        assertThat(policies.quotas().of("app").bytes()).isEqualTo(1L << 30);
        new ProjectRetention().change("app", 30);
        assertThat(job.getProperty(ArtifactScopesProperty.class).getQuota()).isEqualTo("1 GiB");
    }

    @Test
    public void shouldReadAPropertyOfWhichNothingWasStored() throws Exception {
        FreeStyleProject job = job("");
        ArtifactScopesProperty own = job.getProperty(ArtifactScopesProperty.class);
        assertThat(own.getRetention()).isEmpty();
        assertThat(own.getQuota()).isEmpty();
        assertThat(own.getQuotaFiles()).isEmpty();
        assertThat(new ConfiguredPolicies().quotas().of("app")).isEqualTo(Quota.UNLIMITED);
        jenkins.configRoundtrip(job);
    }

    @Test
    public void shouldReadTheSettingsForAllFromBeforeTheLatestPushesWereKept() throws Exception {
        XmlFile file = new XmlFile(new File(jenkins.jenkins.getRootDir(), PACKAGE + "ArtifactScopesConfiguration.xml"));
        String element = PACKAGE + "ArtifactScopesConfiguration";
        Files.writeString(
                file.getFile().toPath(), "<" + element + ">" + RETENTION + "<quota>2 GiB</quota></" + element + ">");
        ArtifactScopesConfiguration read = new ArtifactScopesConfiguration();
        assertThat(read.policy().rules(Scope.JOB).otherwise()).isEqualTo(ExpireIn.parse("2w"));
        assertThat(read.getQuota()).isEqualTo("2 GiB");
        assertThat(read.getLowSpace()).isEmpty();
        assertThat(read.isDirectTransfer()).isTrue();
    }
}
