package io.jenkins.plugins.artifactscopes.jenkins.pages;

import com.cloudbees.hudson.plugins.folder.Folder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Jobs whose pages are looked at.
 *
 * <pre>
 * shop/checkout   dist (a tree), report.html, picture.png; build.log of Build, test.log of Test / linux; release.txt of the project
 * shop/evil       names and contents that want to be more than text
 * shop/quiet      a run that pushes nothing
 * </pre>
 */
final class PageJobs {
    static final String HTML = "<script>window.hacked=1;fetch('/createItem')</script><h1>Report</h1>";
    static final String STAGE = "<img src=x onerror=window.hacked=1>";

    private static final String EVIL = """
            stage('%s') { node {
              for (name in ['"><script>window.hacked=1;"', '<img src=x onerror=window.hacked=1>.txt',
                  'javascript:window.hacked=1', 'invoice\\u202Efdp.exe', '${it.guard().value()}', 'hacked.svg', 'index', 'hundred %% +',
                  'a#b?c%%20d&e=f+g;h\\'i"j k']) {
                writeFile file: 'f', text: '<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked=1"/>'
                for (scope in ['job', 'workflow', 'project']) { artifactPush scope: scope, path: 'f', destination: name }
              }
            } }""".formatted(STAGE);

    private PageJobs() {}

    static WorkflowJob checkout(Folder shop) throws Exception {
        return job(shop, "checkout", """
                stage('Build') { node {
                  writeFile file: 'dist/lib/one.txt', text: 'Gr\\u00fc\\u00dfe, <b>not bold</b>'
                  writeFile file: 'dist/lib/two.txt', text: '2'
                  artifactPush scope: 'workflow', path: 'dist', expireIn: '4w'
                  writeFile file: 'report.html', text: "%s"
                  artifactPush scope: 'workflow', path: 'report.html'
                  writeFile file: 'picture.png', encoding: 'Base64', text: '%s'
                  artifactPush scope: 'workflow', path: 'picture.png'
                  writeFile file: 'build.log', text: 'compiled'
                  artifactPush scope: 'job', path: 'build.log'
                } }
                stage('Test') { parallel linux: { node {
                  writeFile file: 'test.log', text: 'ok'
                  artifactPush scope: 'job', path: 'test.log'
                } } }
                node {
                  writeFile file: 'release.txt', text: 'release'
                  artifactPush scope: 'project', path: 'release.txt', force: true
                }""".formatted(HTML, picture()));
    }

    static WorkflowJob evil(Folder shop) throws Exception {
        return job(shop, "evil", EVIL);
    }

    static WorkflowJob quiet(Folder shop) throws Exception {
        return job(shop, "quiet", "echo 'nothing'");
    }

    private static WorkflowJob job(Folder folder, String name, String pipeline) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
        return job;
    }

    static void buildAll(JenkinsRule jenkins, WorkflowJob... jobs) throws Exception {
        for (WorkflowJob job : jobs) {
            jenkins.buildAndAssertSuccess(job);
        }
    }

    private static String picture() throws IOException {
        BufferedImage image = new BufferedImage(240, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0x0B5FCC));
        graphics.fillRect(20, 20, 200, 60);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
