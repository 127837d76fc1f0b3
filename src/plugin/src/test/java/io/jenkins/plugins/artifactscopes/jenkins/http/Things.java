package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.model.Descriptor;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OpenGrant;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.LocalAccess;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** What requests are about: artifacts, pushes and links, new ones for each request, so that none spoils the next. */
final class Things implements AutoCloseable {
    private final Path work;
    private final Client admin;
    private final String root;
    private final List<OpenGrant> grants = new ArrayList<>();
    private static int count;

    /** @param root the address of Jenkins; ends with a slash */
    Things(Path work, Client admin, String root) {
        this.work = work;
        this.admin = admin;
        this.root = root;
    }

    static ScopeId job(String project) {
        return ScopeId.job(project, "1", "3");
    }

    /** @return the name of a new artifact, a directory with the file {@code f} */
    String pushed(ScopeId scope) throws IOException {
        String name = "d" + ++count;
        Path directory = Files.createDirectories(work.resolve(name));
        Files.writeString(directory.resolve("f"), name);
        ScopeService service = ScopeService.get();
        Holder holder = new Holder(
                scope.project(), scope.workflow().orElse(null), scope.job().orElse(null));
        new LocalAccess(
                        service.store(),
                        service.catalog(),
                        scope,
                        holder,
                        "test",
                        TransferTools.standard(new CancelSignal()))
                .push(
                        new PushRequest(
                                directory, ArtifactPath.of(name), PathFilter.ALL, Overwrite.REFUSE, null, false),
                        Progress.NONE);
        return name;
    }

    long id(ScopeId scope, String name) throws IOException {
        return ScopeService.get().catalog().find(scope, name).orElseThrow().id();
    }

    boolean has(ScopeId scope, String name) throws IOException {
        return ScopeService.get().store().find(scope, ArtifactPath.of(name)).isPresent();
    }

    /** The address below Jenkins, without a slash in front, of a row; what its braces name is made. */
    String address(MatrixTable.Row row, String project) throws Exception {
        String path = row.path().substring(1).replace("{owner}", "-").replace("{repo}", project);
        ScopeId job = path.startsWith("job/{app}/artifact-scopes/") ? ScopeId.project(project) : job(project);
        if (path.contains("{artifact_id}")) {
            String name = pushed(job);
            path = path.replace("{artifact_id}", Long.toString(id(job, name))).replace("{name}", name);
        }
        path = path.replace("{run_id}", "1").replace("{archive_format}", "zip").replace("{path}", "f");
        if (path.contains("/downloads/")) {
            return path.endsWith("?signature")
                    ? link(project)
                    : link(project).replaceFirst("signature=.{8}", "signature=00000000");
        }
        if (path.contains("/transfers/")) {
            return granted(path, project);
        }
        return path.contains("/v1/")
                ? transfer(row.method(), path, project)
                : described(path.replace("{app}", project));
    }

    /** The table has the short names of classes. */
    private static String described(String path) {
        for (Descriptor<?> descriptor : Jenkins.get().getExtensionList(Descriptor.class)) {
            if (descriptor.clazz.getName().startsWith("io.jenkins.plugins.artifactscopes.")) {
                String name = descriptor.clazz.getSimpleName();
                path = path.replace("descriptorByName/" + name + "/", "descriptorByName/" + descriptor.getId() + "/");
            }
        }
        return path;
    }

    private String link(String project) throws Exception {
        long id = id(job(project), pushed(job(project)));
        HttpResponse<String> redirect = admin.send("GET", "repos/-/" + project + "/actions/artifacts/" + id + "/zip");
        return redirect.headers().firstValue("Location").orElseThrow().substring(root.length());
    }

    private String granted(String path, String project) throws IOException {
        ScopeId scope = job(project);
        OpenGrant grant = path.contains("{push}")
                ? OpenGrant.push(scope, "g" + ++count, "a" + count)
                : OpenGrant.pull(scope, pushed(scope));
        grants.add(grant);
        String live = grant.path();
        String shown = path.contains("{forged}")
                ? live.replaceFirst("(transfers/[0-9a-f]+/)........", "$1" + "00000000")
                : live;
        if (path.contains("{ended}")) {
            grant.close();
        }
        return shown + path.replaceFirst(".*}/", "");
    }

    private String transfer(String method, String path, String project) throws Exception {
        ScopeId scope = path.contains("?run")
                ? ScopeId.workflow(project, "1")
                : path.contains("?project") ? ScopeId.project(project) : job(project);
        if (path.contains("{id}")) {
            String below = path.replaceFirst(".*\\{id}", "").replaceFirst("\\?.*", "");
            String push = opened(project, below.equals("/commit"));
            int query = push.indexOf('?');
            String signed = path.endsWith("?signature") ? push.substring(query) + "&entries=0&bytes=0" : "";
            return "artifact-scopes/v1/" + push.substring(0, query) + below + signed;
        }
        String name = method.equals("POST") ? "p" + ++count : pushed(scope);
        return path.replaceFirst("\\?.*", "") + "?" + query(scope) + "&attempt=a" + count + "&destination=" + name
                + (method.equals("POST") ? "" : "&path=" + name);
    }

    private static String query(ScopeId scope) {
        return "scope=" + scope.scope().word() + "&project=" + scope.project() + "&workflow="
                + scope.workflow().orElse("") + "&job=" + scope.job().orElse("");
    }

    /** A push of admin's to the run's scope, below {@code v1/}. */
    private String opened(String project, boolean filled) throws Exception {
        count++;
        String query = query(ScopeId.workflow(project, "1")) + "&attempt=o" + count + "&destination=o" + count;
        URI open = URI.create(root + "artifact-scopes/v1/pushes?" + query);
        String answer = admin.send("POST", open, OneFile.plan()).body();
        Matcher url = Pattern.compile("\"url\" *: *\"([^\"]+)\"").matcher(answer);
        if (!url.find()) {
            throw new IOException(answer);
        }
        if (filled) {
            URI content = URI.create(root + "artifact-scopes/v1/" + url.group(1) + "&entries=0&bytes=0");
            admin.send("PUT", content, OneFile.content());
        }
        return url.group(1);
    }

    byte[] body(MatrixTable.Row row) throws IOException {
        String path = row.path().replaceFirst("\\?.*", "");
        if (path.endsWith("/pushes") && row.method().equals("POST")) {
            return OneFile.plan();
        }
        if (row.method().equals("PUT") && path.contains("/v1/pushes/")) {
            return OneFile.content();
        }
        String json = path.endsWith("/expiry")
                ? "{\"expire_in\":\"2w\"}"
                : path.endsWith("-retention") ? "{\"days\":30}" : "";
        return row.method().equals("PUT") ? json.getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    @Override
    public void close() {
        grants.forEach(OpenGrant::close);
    }
}
