import { z } from 'zod';
import {
  fuelTypes,
  ownerKinds,
  plateColours,
  plateKinds,
  vehicleGroups,
  vehicleStatuses,
  vehicleTypes,
  vehicleUsages,
} from './code-lists/index.ts';
import { findPersonalIdFault } from './personal-id.ts';
import { findPlateFault, toCanonicalPlate, toPlateDisplay } from './plate.ts';
import { toPlateKey } from './plate-key.ts';
import { civilDate, count, derived, identifier, instant, optional, text, unitCode } from './record-fields.ts';
import { addBreach } from './rule.ts';
import { checkUnitReference } from './unit-reference.ts';
import * as rules from './vehicle.rule.ts';

/**
 * A registered vehicle with its inspection and insurance. Owner of the data: the Traffic Police (Law 36/2024/QH15
 * Art. 7); inspection: Vietnam Register. Masses in kg, capacity in cm³, power in kW.
 */
export const vehicleRecord = z
  .strictObject({
    /** Plate key, e.g. `99A12345:CAR:WHITE_BLACK`. Derived. */
    id: derived(),
    /** Canonical: `99A12345`. Written forms (`99A-123.45`) are accepted. */
    vehiclePlateIdentifier: z.string().min(1).max(20).overwrite(toCanonicalPlate),
    vehicleGroup: z.enum(vehicleGroups.codes),
    plateColour: z.enum(plateColours.codes),
    /** As on the metal: `99A-123.45`. Derived. */
    plateDisplay: derived(),
    plateKind: z.enum(plateKinds.codes).default('IDENTIFICATION'),
    ownerKind: optional(z.enum(ownerKinds.codes)),
    ownerPersonalId: optional(z.string().max(20)),
    ownerTaxCode: optional(z.string().max(20)),
    registrationCertificateNumber: optional(identifier()),
    dateVehicleFirstRegistered: optional(civilDate()),
    registeredAtUnitCode: optional(unitCode()),
    registeredAtUnitValidFrom: optional(civilDate()),
    vehicleIdentificationNumber: optional(z.string().max(30)),
    engineNumber: optional(identifier()),
    make: optional(text(100)),
    model: optional(text(100)),
    colour: optional(text(50)),
    manufactureYear: optional(z.int().min(1900).max(2100)),
    vehicleType: z.enum(vehicleTypes.codes),
    seatCount: optional(count()),
    grossMassKg: optional(count()),
    kerbMassKg: optional(count()),
    payloadKg: optional(count()),
    cylinderCapacityCc: optional(count()),
    motorPowerKw: optional(z.number().min(0)),
    fuelType: optional(z.enum(fuelTypes.codes)),
    usage: optional(z.enum(vehicleUsages.codes)),
    status: z.enum(vehicleStatuses.codes),
    inspectionCertificateNumber: optional(identifier()),
    inspectionStampNumber: optional(identifier()),
    inspectionCentreCode: optional(identifier()),
    inspectedOn: optional(civilDate()),
    /** Last day on which the inspection counts. */
    inspectionValidUntil: optional(civilDate()),
    insurancePolicyNumber: optional(identifier()),
    insuranceValidUntil: optional(civilDate()),
    sourceUpdatedAt: optional(instant()),
  })
  .superRefine((vehicle, ctx) => {
    const { vehiclePlateIdentifier: plate, vehicleGroup: group, plateColour: colour } = vehicle;
    const isForeign = vehicle.plateKind === 'FOREIGN';
    const plateFault = findPlateFault(plate, isForeign ? 'OTHER' : group, isForeign ? 'OTHER' : colour);
    if (plateFault) addBreach(ctx, ['vehiclePlateIdentifier'], plateFault);

    const key = toPlateKey(plate, group, colour);
    if (vehicle.id !== '' && vehicle.id !== key) addBreach(ctx, ['id'], rules.ID_IS_PLATE_KEY);

    if (vehicleTypes.find(vehicle.vehicleType)!.group !== group)
      addBreach(ctx, ['vehicleGroup'], rules.TYPE_FITS_GROUP);
    if (
      (vehicle.usage === 'COMMERCIAL_TRANSPORT') !== (colour === 'YELLOW_BLACK') &&
      vehicle.usage &&
      !isForeign
    )
      addBreach(ctx, ['plateColour'], rules.COMMERCIAL_IS_YELLOW);

    const ownerFault = rules.findOwnerFault(vehicle);
    if (ownerFault) addBreach(ctx, [ownerFault.field], ownerFault.rule);
    const idFault = vehicle.ownerPersonalId === null ? null : findPersonalIdFault(vehicle.ownerPersonalId);
    if (idFault) addBreach(ctx, ['ownerPersonalId'], idFault);

    const { vehicleIdentificationNumber: vin, dateVehicleFirstRegistered: registered } = vehicle;
    if (vin !== null && !rules.isVehicleIdentificationNumber(vin))
      addBreach(ctx, ['vehicleIdentificationNumber'], rules.VIN_FORM);
    if (
      registered !== null &&
      vehicle.manufactureYear !== null &&
      Number(registered.slice(0, 4)) < vehicle.manufactureYear
    )
      addBreach(ctx, ['dateVehicleFirstRegistered'], rules.REGISTERED_AFTER_MADE);
    if (
      vehicle.inspectedOn !== null &&
      vehicle.inspectionValidUntil !== null &&
      vehicle.inspectionValidUntil < vehicle.inspectedOn
    )
      addBreach(ctx, ['inspectionValidUntil'], rules.INSPECTION_ENDS_AFTER_START);
    checkUnitReference(
      ctx,
      'registeredAtUnitCode',
      vehicle.registeredAtUnitCode,
      vehicle.registeredAtUnitValidFrom,
    );
  })
  .overwrite((vehicle) => {
    const { vehiclePlateIdentifier: plate, vehicleGroup: group, plateColour: colour } = vehicle;
    vehicle.id = toPlateKey(plate, group, colour);
    vehicle.plateDisplay = vehicle.plateKind === 'FOREIGN' ? plate : toPlateDisplay(plate, group, colour);
    return vehicle;
  });

export type VehicleRecord = z.infer<typeof vehicleRecord>;
