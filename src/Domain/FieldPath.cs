using System.Globalization;

namespace Supervision.Domain;

/// <summary>
/// Where in a command a field stands, by its own name: <c>clears.addressees[2].body</c>.
/// <see cref="DomainTexts"/> words it by its labels, from the inside out.
/// </summary>
/// <param name="Of">The field that holds the record; null where the record is the command.</param>
/// <param name="Record">The record that has the field.</param>
/// <param name="Name">The field's name in JSON.</param>
/// <param name="Item">The place in the list, from 0; null for the list itself and for what is none.</param>
public sealed record FieldPath(FieldPath? Of, Type Record, string Name, int? Item = null)
{
    public override string ToString() => (Of is null ? "" : Of + ".") + Name
        + (Item is { } item ? string.Create(CultureInfo.InvariantCulture, $"[{item}]") : "");
}
