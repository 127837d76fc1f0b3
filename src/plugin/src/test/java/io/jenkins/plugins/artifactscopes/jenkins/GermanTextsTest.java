package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.AgeRule;
import java.net.URL;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What somebody reads whose browser asks for German. */
public class GermanTextsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private String text(String path, HttpMethod method) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .withJavaScriptEnabled(false);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), method);
        if (method == HttpMethod.POST) {
            client.addCrumb(request);
        }
        request.setAdditionalHeader("Accept-Language", "de");
        try (InGerman german = new InGerman()) {
            return client.getPage(request).getWebResponse().getContentAsString();
        }
    }

    private String check(String what) throws Exception {
        return text("descriptorByName/" + AgeRule.class.getPackageName() + "." + what, HttpMethod.POST);
    }

    @Test
    public void shouldSayInFormsWhatIsWrong() throws Exception {
        assertThat(check("AgeRule/checkKeep?value=soon")).contains("ist keine Zeit bis zum Ablauf");
        assertThat(check("ArtifactScopesConfiguration/checkQuota?value=much")).contains("ist keine Gr");
        assertThat(check("ArtifactScopesConfiguration/checkAgentUrl?value=ftp:x"))
                .contains("ist keine Adresse");
        assertThat(check("ScopeRetention/checkKeepLatest?value=x")).contains("ist keine Anzahl von Pushes");
    }

    @Test
    public void shouldSayOnPagesWhatIsRefused() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("app");
        assertThat(text(job.getUrl() + "artifact-scopes/runs", HttpMethod.POST))
                .contains("Diese Seite kann nur angesehen werden.");
    }

    @Test
    public void shouldSayWhatUpkeepCameTo() throws Exception {
        String page = "manage/artifact-scopes-administration/";
        text(page + "begin?deed=verify", HttpMethod.POST);
        String said = "";
        for (int i = 0; i < 200 && !said.contains("data-running=\"false\""); i++) {
            Thread.sleep(50);
            said = text(page + "progress", HttpMethod.GET);
        }
        assertThat(said).contains("0 Dateien, 0 B gelesen: alles unbesch");
        assertThat(text(page + "audit", HttpMethod.GET))
                .contains(">Verwaltung<")
                .contains("value=\"administration\"");
    }
}
