package io.jenkins.plugins.artifactscopes.jenkins.http;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What a browser has of somebody who is signed in.
 *
 * @param cookie the header with the session
 * @param field the header for the crumb
 */
record Session(String cookie, String field, String crumb) {
    static Session of(JenkinsRule jenkins, String user) throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
        String name = URLEncoder.encode(user, StandardCharsets.UTF_8);
        HttpRequest form = HttpRequest.newBuilder(URI.create(jenkins.getURL() + "j_spring_security_check"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("j_username=" + name + "&j_password=" + name + "&from=/"))
                .build();
        http.send(form, BodyHandlers.discarding());
        HttpRequest ask = HttpRequest.newBuilder(URI.create(jenkins.getURL() + "crumbIssuer/api/json"))
                .build();
        JSONObject crumb =
                JSONObject.fromObject(http.send(ask, BodyHandlers.ofString()).body());
        String all = cookies.getCookieStore().getCookies().stream()
                .map(one -> one.getName() + "=" + one.getValue())
                .collect(Collectors.joining("; "));
        return new Session(all, crumb.getString("crumbRequestField"), crumb.getString("crumb"));
    }
}
