package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Run;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

public class PreviewTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private WorkflowJob built(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(
                new CpsFlowDefinition("node { writeFile file: 'f', text: 'x'; " + script + "; sleep 2 }", true));
        jenkins.buildAndAssertSuccess(job);
        return job;
    }

    /** @param place with a slash at its end; empty for the settings for all projects */
    private String preview(String place, String entered) throws Exception {
        return preview(jenkins.createWebClient(), place, entered);
    }

    private String preview(JenkinsRule.WebClient client, String place, String entered) throws Exception {
        String path = place + "descriptorByName/" + ScopeRetention.class.getName() + "/preview?" + entered;
        client.withJavaScriptEnabled(false);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
        return client.getPage(client.addCrumb(request)).getWebResponse().getContentAsString();
    }

    @Test
    public void shouldTellWhatWouldGoByWhatIsEnteredWhateverIsSaved() throws Exception {
        String job = built("artifactPush scope: 'workflow', path: 'f'").getUrl();
        ScopeRetention saved = new ScopeRetention("workflow");
        saved.setRules(List.of(new AgeRule("f", "never")));
        ArtifactScopesConfiguration.get().setRetention(List.of(saved));
        assertThat(preview("", "scope=workflow&selector=**&age=PT1S"))
                .contains(
                        "class=\"warning\"",
                        "1 file, 1 B, would go with the next sweep; 1 file, 1 B, some day, by what is entered here.")
                .contains("workflow 1 of app: f, 1 file, 1 B, expires 20", "by rule ** ", " PT1S for all projects");
        assertThat(preview("", "scope=workflow&selector=none&age=PT1S&selector=**&age=1d&cap="))
                .contains(
                        "class=\"ok\"",
                        "0 files, 0 B, would go with the next sweep; 1 file, 1 B, some day, by what is entered here.")
                .contains("workflow 1 of app: f");
        assertThat(preview("", "scope=workflow&cap=PT1S")).contains("1 file, 1 B, would go with");
        assertThat(preview(job, "scope=workflow&keep=1d")).contains("0 files, 0 B, would go with");
        assertThat(preview(job, "scope=workflow&keep=PT1S")).contains("1 file, 1 B, would go with");
        assertThat(preview("", "scope=job&cap=PT1S")).contains("0 files, 0 B, would go with");
    }

    @Test
    public void shouldPreviewThatTheLatestPushesToANameStay() throws Exception {
        String job = built(
                        "for (name in ['a', 'b']) { artifactPush scope: 'project', path: 'f', destination: 'dist/' + name }")
                .getUrl();
        assertThat(preview(job, "scope=project&keep=PT1S")).contains("2 files, 2 B, would go with the next sweep");
        assertThat(preview(job, "scope=project&keep=PT1S&keepLatest=1"))
                .contains("1 file, 1 B, would go with the next sweep");
        assertThat(preview(job, "scope=project&keep=PT1S&keepLatest=many")).contains("is no number of pushes");
        assertThat(preview(job, "scope=workflow&keepLatest=1")).contains("Only the project scope");
        assertThat(preview(job, "scope=project&selector=f&age=soon"))
                .contains("class=\"error\"", "is no time to expire in");
        assertThat(preview(job, "scope=project&selector=f")).contains("class=\"error\"", "1 selectors and 0 ages");
    }

    @Test
    public void shouldListTheFirstTwentyAndLetNoNameBeMarkup() throws Exception {
        built("for (int i = 10; i < 31; i++) { artifactPush scope: 'project', path: 'f', destination: \"<b>$i\" }");
        String said = preview("", "scope=project&keep=PT1S");
        assertThat(said)
                .contains("21 files, 21 B, would go", "&lt;b&gt;1", "<li>\u2026</li>")
                .doesNotContain("<b>");
        assertThat(said.split("<li>")).hasSize(22);
    }

    @Test
    public void shouldGiveTheSumsAloneToWhoMayNotReadTheArtifacts() throws Exception {
        String job = built("artifactPush scope: 'workflow', path: 'f'").getUrl();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("owner"));
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        Run.ARTIFACTS.setEnabled(true);
        try {
            JenkinsRule.WebClient owner = jenkins.createWebClient().withBasicCredentials("owner");
            assertThat(preview(owner, job, "scope=workflow&keep=PT1S"))
                    .contains("1 file, 1 B, would go with the next sweep")
                    .doesNotContain("workflow 1", "expires");
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
            Run.ARTIFACTS.setEnabled(false);
        }
    }

    @Test
    public void shouldSendWhatIsInTheFormWhenTheButtonIsPressed() throws Exception {
        built("artifactPush scope: 'workflow', path: 'f'");
        ScopeRetention saved = new ScopeRetention("workflow");
        saved.setRules(List.of(new AgeRule("none", "1d"), new AgeRule("f", "1d")));
        saved.setKeep("2d");
        ArtifactScopesConfiguration.get().setRetention(List.of(new ScopeRetention("job"), saved));
        HtmlPage page = jenkins.createWebClient().goTo("configure");
        HtmlForm form = page.getFormByName("config");
        assertThat(pressed(form))
                .contains(
                        "0 files, 0 B, would go with the next sweep; 1 file, 1 B, some day, by what is entered here.");
        List<HtmlInput> ages = form.getInputsByName("_.keep").stream()
                .filter(input -> input.getValue().equals("1d"))
                .toList();
        assertThat(ages).hasSize(2);
        ages.get(1).setValue("PT1S");
        assertThat(pressed(form)).contains("1 file, 1 B, would go with the next sweep");
        assertThat(ArtifactScopesConfiguration.get()
                        .getRetention()
                        .get(1)
                        .getRules()
                        .get(1)
                        .getKeep())
                .isEqualTo("1d");
    }

    /** What the second block says. */
    private static String pressed(HtmlForm form) throws Exception {
        List<HtmlButton> buttons = form.getByXPath(".//button[contains(@class,'artifact-scopes-preview')]");
        assertThat(buttons).hasSize(2);
        buttons.get(1).click();
        form.getPage().getWebClient().waitForBackgroundJavaScript(10_000);
        DomElement status = (DomElement) buttons.get(1).getNextElementSibling();
        return status.asNormalizedText();
    }
}
