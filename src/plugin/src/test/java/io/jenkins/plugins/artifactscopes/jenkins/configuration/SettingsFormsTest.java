package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

public class SettingsFormsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private static ScopeRetention workflow() {
        ScopeRetention retention = new ScopeRetention("workflow");
        retention.setRules(List.of(new AgeRule("*.log", "2w")));
        retention.setKeep("30d");
        retention.setCap("1y");
        return retention;
    }

    @Test
    public void shouldKeepTheGlobalSettingsWhenTheFormIsSaved() throws Exception {
        ArtifactScopesConfiguration configuration = ArtifactScopesConfiguration.get();
        configuration.setDirectTransfer(false);
        configuration.setAgentUrl("http://jenkins.internal/");
        configuration.setRetention(List.of(workflow()));
        configuration.setQuota("20 GiB");
        configuration.setKeepLatestSuccessful(true);
        jenkins.configRoundtrip();
        assertThat(configuration.isDirectTransfer()).isFalse();
        assertThat(configuration.getAgentUrl()).isEqualTo("http://jenkins.internal/");
        assertThat(configuration.isKeepLatestSuccessful()).isTrue();
        assertThat(configuration.getQuota()).isEqualTo("20 GiB");
        assertThat(configuration.policy()).isEqualTo(ScopeRetention.policy(List.of(workflow())));
        configuration.setRetention(List.of());
        jenkins.configRoundtrip();
        assertThat(configuration.getRetention()).isEmpty();
    }

    @Test
    public void shouldChangeNothingAndSayWhatIsRightWhenSomethingInTheFormIsWrong() throws Exception {
        ArtifactScopesConfiguration configuration = ArtifactScopesConfiguration.get();
        configuration.setQuota("20 GiB");
        configuration.setAgentUrl("http://jenkins.internal/");
        configuration.setRetention(List.of(workflow()));
        String saved = Files.readString(file(configuration));
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        for (String[] wrong : new String[][] {
            {"_.agentUrl", "jenkins", "Write one such as http://jenkins.internal:8080/"},
            {"_.quota", "much", "such as 20 GiB"},
            {"_.lowSpace", "little", "such as 20 GiB"},
            {"_.quotaFiles", "many", "Write a whole number"},
            {"_.selector", "../x", "is the name of nothing in a scope"},
            {"_.cap", "soon", "is no time to expire in"}
        }) {
            HtmlForm form = client.goTo("configure").getFormByName("config");
            ((HtmlCheckBoxInput) form.getInputByName("_.directTransfer")).setChecked(false);
            form.getInputByName(wrong[0]).setValue(wrong[1]);
            Page answer = jenkins.submit(form);
            assertThat(answer.getWebResponse().getStatusCode()).as(wrong[0]).isEqualTo(400);
            assertThat(((HtmlPage) answer).asNormalizedText())
                    .as(wrong[0])
                    .contains("'" + wrong[1], wrong[2])
                    .doesNotContain("Failed to instantiate", "Stack trace");
            assertThat(Files.readString(file(configuration))).as(wrong[0]).isEqualTo(saved);
            assertThat(configuration.isDirectTransfer()).as(wrong[0]).isTrue();
            assertThat(configuration.policy()).as(wrong[0]).isEqualTo(ScopeRetention.policy(List.of(workflow())));
        }
    }

    private Path file(ArtifactScopesConfiguration configuration) {
        return jenkins.jenkins.getRootDir().toPath().resolve(configuration.getId() + ".xml");
    }

    @Test
    public void shouldKeepTheSettingsOfAJobWhenItsFormIsSaved() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        ArtifactScopesProperty property = new ArtifactScopesProperty();
        property.setRetention(List.of(workflow()));
        property.setQuotaFiles("100");
        job.addProperty(property);
        jenkins.configRoundtrip(job);
        ArtifactScopesProperty saved = job.getProperty(ArtifactScopesProperty.class);
        assertThat(saved.policy()).isEqualTo(property.policy());
        assertThat(saved.getQuotaFiles()).isEqualTo("100");
        assertThat(new ConfiguredPolicies(jenkins.jenkins).quotas().of("app").files())
                .isEqualTo(100);
    }

    @Test
    public void shouldSaveNothingAndSayWhatIsRightWhenSomethingInTheFormOfAJobIsWrong() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        ArtifactScopesProperty property = new ArtifactScopesProperty();
        property.setRetention(List.of(workflow()));
        property.setQuota("1 GiB");
        job.addProperty(property);
        assertRefused(job, job.getConfigFile());
        assertThat(job.getProperty(ArtifactScopesProperty.class)).isSameAs(property);
    }

    @Test
    public void shouldSaveNothingAndSayWhatIsRightWhenSomethingInTheFormOfAMultibranchProjectIsWrong()
            throws Exception {
        WorkflowMultiBranchProject project = jenkins.createProject(WorkflowMultiBranchProject.class, "app");
        MultibranchScopesProperty property = new MultibranchScopesProperty();
        property.setRetention(List.of(workflow()));
        property.setQuota("1 GiB");
        project.getProperties().replace(property);
        assertRefused(project, project.getConfigFile());
        assertThat(project.getProperties().get(MultibranchScopesProperty.class)).isSameAs(property);
    }

    private void assertRefused(Item item, XmlFile file) throws Exception {
        String saved = file.asString();
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        for (String[] wrong : new String[][] {
            {"_.quota", "much", "such as 20 GiB"},
            {"_.quotaFiles", "many", "Write a whole number"},
            {"_.selector", "../x", "is the name of nothing in a scope"},
            {"_.cap", "soon", "is no time to expire in"}
        }) {
            HtmlForm form = client.goTo(item.getUrl() + "configure").getFormByName("config");
            form.getInputByName(wrong[0]).setValue(wrong[1]);
            Page answer = jenkins.submit(form);
            assertThat(answer.getWebResponse().getStatusCode()).as(wrong[0]).isEqualTo(400);
            assertThat(((HtmlPage) answer).asNormalizedText())
                    .as(wrong[0])
                    .contains("'" + wrong[1], wrong[2])
                    .doesNotContain("Failed to instantiate", "Stack trace");
            assertThat(file.asString()).as(wrong[0]).isEqualTo(saved);
        }
    }

    @Test
    public void shouldHelpWithWhatIsEntered() {
        ArtifactScopesConfiguration configuration = ArtifactScopesConfiguration.get();
        assertThat(configuration.doCheckAgentUrl("http://a/b/").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckAgentUrl("jenkins").getMessage()).contains("Write one such as");
        assertThat(configuration.doCheckAgentUrl("http://u:p@a/").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(configuration.doCheckQuota("5 GB").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckQuota("5 parsec").getMessage()).contains("such as 20 GiB");
        assertThat(configuration.doCheckQuotaFiles("many").getMessage()).contains("Write a whole number");
        ScopeRetention.DescriptorImpl scope = ExtensionList.lookupSingleton(ScopeRetention.DescriptorImpl.class);
        assertThat(scope.doCheckKeep(null, "")).isEqualTo(FormValidation.ok());
        assertThat(scope.doCheckCap(null, "1 day").getMessage()).contains("or a number with h, d, w");
    }

    @Test
    public void shouldLookAtWhatIsEnteredForThoseOnlyWhoMayConfigureIt() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("owner"));
        String global = "descriptorByName/" + ArtifactScopesConfiguration.class.getName() + "/checkQuota?value=1";
        String own = job.getUrl() + "descriptorByName/" + ScopeRetention.class.getName() + "/checkKeep?value=1d";
        assertThat(post("owner", global)).isEqualTo(403);
        assertThat(post("reader", own)).isEqualTo(403);
        assertThat(post("owner", own)).isEqualTo(200);
        jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withBasicCredentials("owner")
                .assertFails(own, HttpURLConnection.HTTP_BAD_METHOD);
    }

    private int post(String user, String path) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withBasicCredentials(user)
                .withThrowExceptionOnFailingStatusCode(false);
        org.htmlunit.WebRequest request =
                new org.htmlunit.WebRequest(new URL(jenkins.getURL(), path), org.htmlunit.HttpMethod.POST);
        return client.getPage(client.addCrumb(request)).getWebResponse().getStatusCode();
    }
}
